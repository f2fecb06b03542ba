/** redirect.pizza: API tokens begin with `rpa_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'redirect-pizza',
  name: 'redirect.pizza',
  docs: 'https://redirect.pizza/api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        fixedKey({
          rule: 'redirect-pizza-api-token',
          about: 'redirect.pizza API token',
          key: /rpa_[A-Za-z0-9]{30}/,
        }),
      ],
    },
  },
})
