/** Wrike: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'wrike',
  name: 'Wrike',
  docs: 'https://developers.wrike.com/oauth-20-authorization/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'wrike-access-token',
          about: 'Wrike access token',
          names: ['wrike'],
          key: /ey[A-Za-z0-9._-]{333}/,
        }),
      ],
    },
  },
})
