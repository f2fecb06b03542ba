/** Tradier: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tradier',
  name: 'Tradier',
  docs: 'https://documentation.tradier.com',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'tradier-access-token',
          about: 'Tradier access token',
          names: ['tradier'],
          key: /[A-Za-z0-9]{28}/,
        }),
      ],
    },
  },
})
