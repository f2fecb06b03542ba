/** WePay: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'wepay',
  name: 'WePay',
  docs: 'https://dev.wepay.com',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'wepay-access-token',
          about: 'WePay access token',
          names: ['we pay'],
          key: /[A-Za-z0-9_]{62}/,
        }),
      ],
    },
  },
})
