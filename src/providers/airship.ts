/** Airship: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'airship',
  name: 'Airship',
  docs: 'https://docs.airship.com/developer/rest-api/ua/introduction/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'airship-access-token',
          about: 'Airship access token',
          names: ['airship'],
          key: /[A-Za-z0-9]{91}/,
          common: true,
        }),
      ],
    },
  },
})
