/** Portainer: access tokens begin with `ptr_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'portainer',
  name: 'Portainer',
  docs: 'https://docs.portainer.io/api/access',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        fixedKey({
          rule: 'portainer-access-token',
          about: 'Portainer access token',
          key: /ptr_[A-Za-z0-9/_+=-]{40,60}/,
        }),
      ],
    },
  },
})
