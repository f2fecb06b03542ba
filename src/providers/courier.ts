/** Courier: auth tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'courier',
  name: 'Courier',
  docs: 'https://www.courier.com/docs/reference/auth/intro',
  keys: {
    'auth-token': {
      label: 'auth token',
      about: 'auth token',
      detect: [
        keyBesideName({
          rule: 'courier-auth-token',
          about: 'Courier auth token',
          names: ['courier'],
          key: /[pd]k_[A-Za-z0-9]{4,16}_[A-Za-z0-9]{28}/,
        }),
      ],
    },
  },
})
