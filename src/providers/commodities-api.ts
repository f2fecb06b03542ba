/** Commodities-API: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'commodities-api',
  name: 'Commodities-API',
  docs: 'https://commodities-api.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'commodities-api-access-key',
          about: 'Commodities-API access key',
          names: ['commodities api', 'commodities'],
          key: /[A-Za-z0-9]{60}/,
        }),
      ],
    },
  },
})
