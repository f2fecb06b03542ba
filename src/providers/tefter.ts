/** Tefter: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tefter',
  name: 'Tefter',
  docs: 'https://tefter.io',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'tefter-api-token',
          about: 'Tefter API token',
          names: ['tefter'],
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
