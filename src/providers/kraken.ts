/** Kraken: access tokens of 90 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'kraken',
  name: 'Kraken',
  docs: 'https://docs.kraken.com/api/docs/guides/spot-rest-auth/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'kraken-access-token',
          about: 'Kraken access token',
          names: ['kraken'],
          key: /[A-Za-z0-9/=_+$-]{80,90}/,
        }),
      ],
    },
  },
})
