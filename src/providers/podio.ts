/** Podio: client secrets and access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'podio',
  name: 'Podio',
  docs: 'https://developers.podio.com/authentication',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'podio-client-secret',
          about: 'Podio client secret',
          names: ['podio'],
          key: /[a-zA-Z0-9]{64}/,
        }),
      ],
    },
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'podio-access-token',
          about: 'Podio access token',
          names: ['podio'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
