/** Veriphone: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'veriphone',
  name: 'Veriphone',
  docs: 'https://veriphone.io/docs/v2',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'veriphone-api-key',
          about: 'Veriphone API key',
          names: ['veri phone'],
          key: /[A-Z0-9]{32}/,
        }),
      ],
    },
  },
})
