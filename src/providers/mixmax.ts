/** Mixmax: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mixmax',
  name: 'Mixmax',
  docs: 'https://developer.mixmax.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'mixmax-api-token',
          about: 'Mixmax API token',
          names: ['mixmax'],
          key: /[A-Za-z0-9_-]{36}/,
        }),
      ],
    },
  },
})
