/** Braintree: private keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'braintree',
  name: 'Braintree',
  docs: 'https://developer.paypal.com/braintree/articles/control-panel/important-gateway-credentials',
  keys: {
    'private-key': {
      label: 'private key',
      about: 'private key',
      detect: [
        keyBesideName({
          rule: 'braintree-private-key',
          about: 'Braintree private key',
          names: ['braintree'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
