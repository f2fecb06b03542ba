/** Travelpayouts: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'travelpayouts',
  name: 'Travelpayouts',
  docs: 'https://support.travelpayouts.com/hc/en-us/articles/203956163',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'travelpayouts-api-token',
          about: 'Travelpayouts API token',
          names: ['travel payouts'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
