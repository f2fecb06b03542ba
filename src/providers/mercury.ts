/** Mercury: API tokens begin with `mercury_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mercury',
  name: 'Mercury',
  docs: 'https://docs.mercury.com/reference/getting-started-with-your-api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        fixedKey({
          rule: 'mercury-api-token',
          about: 'Mercury API token',
          key: /mercury_(?:production|sandbox)_[a-z]{2,6}_[A-Za-z0-9]{40,50}_yrucrem/,
        }),
      ],
    },
  },
})
