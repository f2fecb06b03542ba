/** Flat: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'flat-io',
  name: 'Flat',
  docs: 'https://flat.io/developers/docs/api/authentication.html',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'flat-io-access-token',
          about: 'Flat access token',
          names: ['flat', 'flatio', 'flat io'],
          key: /[a-f0-9]{128}/,
          common: true,
        }),
      ],
    },
  },
})
