/** ImageKit: private keys, known by the name beside them; API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'imagekit',
  name: 'ImageKit',
  docs: 'https://imagekit.io/docs/api-keys',
  keys: {
    'private-key': {
      label: 'private key',
      about: 'private key',
      detect: [
        keyBesideName({
          rule: 'imagekit-private-key',
          about: 'ImageKit private key',
          names: ['imagekit', 'image kit'],
          key: /private_[A-Za-z0-9+/_=-]{8,128}/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'imagekit-api-key',
          about: 'ImageKit API key',
          names: ['imagekit', 'image kit'],
          key: /[A-Za-z0-9_=]{36}/,
        }),
      ],
    },
  },
})
