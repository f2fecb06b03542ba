/** Knapsack Pro: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'knapsack-pro',
  name: 'Knapsack Pro',
  docs: 'https://docs.knapsackpro.com/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'knapsack-pro-api-token',
          about: 'Knapsack Pro API token',
          names: ['knapsackpro', 'knapsack pro'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
