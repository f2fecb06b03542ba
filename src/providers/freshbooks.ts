/** FreshBooks: access tokens of 64 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'freshbooks',
  name: 'FreshBooks',
  docs: 'https://www.freshbooks.com/api/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'freshbooks-access-token',
          about: 'FreshBooks access token',
          names: ['freshbooks'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
