/** GetEmail.io: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'getemail',
  name: 'GetEmail.io',
  docs: 'https://getemail.io/api-documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'getemail-api-key',
          about: 'GetEmail.io API key',
          names: ['getemail', 'get email'],
          key: /[A-Za-z0-9-]{20}/,
        }),
      ],
    },
  },
})
