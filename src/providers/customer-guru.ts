/** Customer.guru: API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'customer-guru',
  name: 'Customer.guru',
  docs: 'https://customer.guru/api',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'customer-guru-api-secret',
          about: 'Customer.guru API secret',
          names: ['customer guru'],
          key: /[A-Za-z0-9]{50}/,
        }),
      ],
    },
  },
})
