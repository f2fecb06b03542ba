/** CryptoCompare: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cryptocompare',
  name: 'CryptoCompare',
  docs: 'https://min-api.cryptocompare.com/documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cryptocompare-api-key',
          about: 'CryptoCompare API key',
          names: ['cryptocompare', 'crypto compare'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
