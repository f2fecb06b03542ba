/** Scalr: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scalr',
  name: 'Scalr',
  docs: 'https://docs.scalr.io/reference/authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'scalr-api-token',
          about: 'Scalr API token',
          names: ['scalr'],
          key: /[A-Za-z0-9._]{136}/,
        }),
      ],
    },
  },
})
