/** Auth0: client secrets of 64 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'auth0',
  name: 'Auth0',
  docs: 'https://auth0.com/docs/get-started/applications/application-settings',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'auth0-client-secret',
          about: 'Auth0 client secret',
          names: ['auth0'],
          key: /[A-Za-z0-9_-]{64}/,
        }),
      ],
    },
  },
})
