/** MoonClerk: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'moonclerk',
  name: 'MoonClerk',
  docs: 'https://github.com/moonclerk/developer',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'moonclerk-api-token',
          about: 'MoonClerk API token',
          names: ['moon clerk'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
