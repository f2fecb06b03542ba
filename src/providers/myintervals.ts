/** Intervals: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'myintervals',
  name: 'Intervals',
  docs: 'https://www.myintervals.com/api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'myintervals-api-token',
          about: 'Intervals API token',
          names: ['my intervals'],
          key: /[a-z0-9]{11}/,
        }),
      ],
    },
  },
})
