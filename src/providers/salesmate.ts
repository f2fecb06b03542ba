/** Salesmate: session tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'salesmate',
  name: 'Salesmate',
  docs: 'https://apidocs.salesmate.io',
  keys: {
    'session-token': {
      label: 'session token',
      about: 'session token',
      detect: [
        keyBesideName({
          rule: 'salesmate-session-token',
          about: 'Salesmate session token',
          names: ['sales mate'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
