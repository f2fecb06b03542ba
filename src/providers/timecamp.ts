/** TimeCamp: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'timecamp',
  name: 'TimeCamp',
  docs: 'https://developer.timecamp.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'timecamp-api-token',
          about: 'TimeCamp API token',
          names: ['time camp'],
          key: /[a-z0-9]{26}/,
        }),
      ],
    },
  },
})
