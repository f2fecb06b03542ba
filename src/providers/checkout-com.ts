/** Checkout.com: secret keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'checkout-com',
  name: 'Checkout.com',
  docs: 'https://www.checkout.com/docs/developer-resources/api/manage-api-keys',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'checkout-com-secret-key',
          about: 'Checkout.com secret key',
          names: ['checkout', 'cko'],
          key: /sk_(?:test_|sbox_)?[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
        }),
      ],
    },
    'platform-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'checkout-com-platform-key',
          about: 'Checkout.com secret key',
          names: ['checkout', 'cko'],
          key: /sk_(?:sbox_)?[a-z2-7]{26}[a-z2-7*#$=]/,
        }),
      ],
    },
  },
})
