/** M3O: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'm3o',
  name: 'M3O',
  docs: 'https://m3o.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'm3o-api-token',
          about: 'M3O API token',
          names: ['m3o'],
          common: true,
          key: /[A-Za-z0-9]{48}/,
        }),
      ],
    },
  },
})
