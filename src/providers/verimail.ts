/** Verimail: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'verimail',
  name: 'Verimail',
  docs: 'https://verimail.io/documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'verimail-api-key',
          about: 'Verimail API key',
          names: ['veri mail'],
          key: /[A-Z0-9]{32}/,
        }),
      ],
    },
  },
})
