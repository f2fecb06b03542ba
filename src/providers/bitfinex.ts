/** Bitfinex: API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bitfinex',
  name: 'Bitfinex',
  docs: 'https://docs.bitfinex.com/docs/rest-auth',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'bitfinex-api-secret',
          about: 'Bitfinex API secret',
          names: ['bitfinex'],
          key: /[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
