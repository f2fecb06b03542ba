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
          key: /[A-Za-z0-9_-]{43,90}/,
          // `auth0-client: eyJ…` names the client's version.
          judge: (secret) => ({ keep: !secret.startsWith('eyJ'), reason: 'no JSON in base64' }),
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'auth0-client-id',
          about: 'Auth0 client id',
          names: ['auth0 client id', 'auth0 client'],
          part: 'id',
          key: /[A-Za-z0-9_-]{32,42}/,
        }),
      ],
    },
  },
})
