/** SERPHouse: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'serphouse',
  name: 'SERPHouse',
  docs: 'https://docs.serphouse.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'serphouse-api-token',
          about: 'SERPHouse API token',
          names: ['serp house'],
          key: /[A-Za-z0-9]{60}/,
        }),
      ],
    },
  },
})
