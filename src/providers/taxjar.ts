/** TaxJar: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'taxjar',
  name: 'TaxJar',
  docs: 'https://developers.taxjar.com/api/reference/#authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'taxjar-api-token',
          about: 'TaxJar API token',
          names: ['tax jar'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
