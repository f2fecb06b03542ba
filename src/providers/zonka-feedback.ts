/** Zonka Feedback: auth tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zonka-feedback',
  name: 'Zonka Feedback',
  docs: 'https://apidocs.zonkafeedback.com',
  keys: {
    'auth-token': {
      label: 'auth token',
      about: 'auth token',
      detect: [
        keyBesideName({
          rule: 'zonka-feedback-auth-token',
          about: 'Zonka Feedback auth token',
          names: ['zonka', 'zonka feedback'],
          key: /[A-Za-z0-9]{36}/,
        }),
      ],
    },
  },
})
