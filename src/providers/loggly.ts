/** Loggly: customer tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'loggly',
  name: 'Loggly',
  docs: 'https://documentation.solarwinds.com/en/success_center/loggly/content/admin/token-based-api-authentication.htm',
  keys: {
    'customer-token': {
      label: 'customer token',
      about: 'customer token',
      detect: [
        keyBesideName({
          rule: 'loggly-customer-token',
          about: 'Loggly customer token',
          names: ['loggly'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
