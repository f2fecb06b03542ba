/** GoodDay: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'goodday',
  name: 'GoodDay',
  docs: 'https://www.goodday.work/developers/api-v2',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'goodday-api-token',
          about: 'GoodDay API token',
          names: ['goodday'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
