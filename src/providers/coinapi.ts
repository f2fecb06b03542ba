/** CoinAPI: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'coinapi',
  name: 'CoinAPI',
  docs: 'https://docs.coinapi.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'coinapi-api-key',
          about: 'CoinAPI API key',
          names: ['coinapi', 'coin api'],
          key: /[A-Z0-9-]{36}/,
        }),
      ],
    },
  },
})
