/** DeBounce: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'debounce',
  name: 'DeBounce',
  docs: 'https://developers.debounce.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'debounce-api-key',
          about: 'DeBounce API key',
          names: ['debounce'],
          key: /[A-Za-z0-9]{13}/,
          common: true,
        }),
      ],
    },
  },
})
