/** Portainer: access tokens are `ptr_` and 32 bytes in base64; of other lengths they are known by the name beside them. */
import { fixedKey, judgeMixed, keyBesideName } from './key-form.ts'
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
          key: /ptr_[A-Za-z0-9+/_-]{43}=/,
          judge: judgeMixed,
        }),
        keyBesideName({
          rule: 'portainer-named-token',
          about: 'Portainer access token',
          names: ['portainer'],
          key: /ptr_[A-Za-z0-9+/=_-]{20,60}/,
        }),
      ],
    },
  },
})
