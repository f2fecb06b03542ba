/**
 * PayPal: client secrets begin with `E` and client ids with `A`, both of 80 characters, known by the name beside them;
 * older secrets have other lengths. Braintree's access tokens begin with `access_token$`.
 */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'paypal',
  name: 'PayPal',
  docs: 'https://developer.paypal.com/api/rest/authentication/',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'paypal-client-secret',
          about: 'PayPal client secret',
          names: ['pay pal'],
          key: /E[A-Za-z0-9_-]{79}/,
          partners: [{ rule: 'paypal-client-id' }],
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'paypal-client-id',
          about: 'PayPal client id',
          names: ['pay pal'],
          key: /A[A-Za-z0-9_-]{79}/,
          part: 'id',
        }),
      ],
    },
    'old-secret': {
      label: 'secret of another length',
      about: 'secret of another length',
      detect: [
        keyBesideName({
          rule: 'paypal-old-secret',
          about: 'PayPal secret of another length',
          names: ['pay pal'],
          key: /[A-Za-z0-9_-]{44,100}/,
          minEntropy: 4,
          partners: [{ rule: 'paypal-client-id' }],
        }),
      ],
    },
    'braintree-token': {
      label: 'Braintree access token',
      about: 'Braintree access token',
      detect: [
        fixedKey({
          rule: 'paypal-braintree-token',
          about: 'PayPal Braintree access token',
          key: /access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[a-f0-9]{32}/,
          partners: [{ rule: 'paypal-client-id' }],
        }),
      ],
    },
  },
})
