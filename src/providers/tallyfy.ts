/** Tallyfy: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tallyfy',
  name: 'Tallyfy',
  docs: 'https://developers.tallyfy.com',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'tallyfy-access-token',
          about: 'Tallyfy access token',
          names: ['tallyfy'],
          key: /[A-Za-z0-9]{36}\.[A-Za-z0-9]{264}\.[A-Za-z0-9_-]{683}/,
        }),
      ],
    },
  },
})
