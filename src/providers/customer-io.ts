/** Customer.io: app API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'customer-io',
  name: 'Customer.io',
  docs: 'https://docs.customer.io/accounts-and-workspaces/managing-credentials/',
  keys: {
    'app-api-key': {
      label: 'app API key',
      about: 'app API key',
      detect: [
        keyBesideName({
          rule: 'customer-io-app-api-key',
          about: 'Customer.io app API key',
          names: ['customer io', 'customerio', 'cio'],
          key: /[a-f0-9]{32}/,
        }),
        keyBesideName({
          rule: 'customer-io-tracking-key',
          about: 'Customer.io tracking API key',
          names: ['customer io', 'customerio', 'cio'],
          key: /[a-f0-9]{20}/,
        }),
      ],
    },
  },
})
