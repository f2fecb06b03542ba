/** Cloudimage: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cloudimage',
  name: 'Cloudimage',
  docs: 'https://docs.cloudimage.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cloudimage-api-key',
          about: 'Cloudimage API key',
          names: ['cloudimage'],
          key: /[a-z0-9_]{30}/,
        }),
      ],
    },
  },
})
