/** Cashboard: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cashboard',
  name: 'Cashboard',
  docs: 'https://api.cashboardapp.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cashboard-api-key',
          about: 'Cashboard API key',
          names: ['cashboard'],
          key: /[A-Z0-9]{3}(?:-[A-Z0-9]{3}){3}/,
        }),
      ],
    },
  },
})
