/** Razorpay: key ids begin with `rzp_live_`. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'razorpay',
  name: 'Razorpay',
  docs: 'https://razorpay.com/docs/api/authentication/',
  keys: {
    'key-id': {
      label: 'key id',
      about: 'key id',
      detect: [
        {
          rule: 'razorpay-key-id',
          about: 'Razorpay key id',
          pattern: /(?<![A-Za-z0-9])(?<secret>rzp_(?:live|test)_[A-Za-z0-9]{14})(?![A-Za-z0-9])/,
          literals: ['rzp_live_', 'rzp_test_'],
          minEntropy: 3,
          examples: ['KEY=rzp_live_{A-Za-z0-9:14}', '"rzp_test_{A-Za-z0-9:14}"'],
          lookalikes: ['rzp_live_{A-Za-z0-9:11}', 'qrzp_live_{A-Za-z0-9:14}'],
        },
      ],
    },
    'key-secret': {
      label: 'key secret',
      about: 'key secret',
      detect: [
        keyBesideName({
          rule: 'razorpay-key-secret',
          about: 'Razorpay key secret',
          names: ['razorpay', 'rzp'],
          key: /[A-Za-z0-9]{24}/,
          partners: [{ rule: 'razorpay-key-id' }],
        }),
      ],
    },
  },
})
