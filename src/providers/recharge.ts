/** Recharge: API tokens begin with `sk`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'recharge',
  name: 'Recharge',
  docs: 'https://developer.rechargepayments.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        fixedKey({
          rule: 'recharge-api-token',
          about: 'Recharge API token',
          key: /sk(?:_test)?_(?:10|1|2|3|5)x[123]_[a-fA-F0-9]{64}/,
        }),
      ],
    },
  },
})
