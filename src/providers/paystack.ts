/** Paystack: secret keys begin with `sk_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'paystack',
  name: 'Paystack',
  docs: 'https://paystack.com/docs/api/authentication/',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        fixedKey({
          rule: 'paystack-secret-key',
          about: 'Paystack secret key',
          key: /sk_(?:live|test)_[a-f0-9]{40}/,
          // Stripe's begin like this, too, but are never forty hexadecimal digits.
          judge: () => ({ keep: true, score: 35, reason: 'forty hexadecimal digits' }),
        }),
      ],
    },
  },
})
