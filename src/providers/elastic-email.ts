/** Elastic Email: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'elastic-email',
  name: 'Elastic Email',
  docs: 'https://elasticemail.com/developers/api-documentation/rest-api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'elastic-email-api-key',
          about: 'Elastic Email API key',
          names: ['elasticemail', 'elastic email'],
          key: /[A-Z0-9]{96}/,
        }),
      ],
    },
    'legacy-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'elastic-email-legacy-key',
          about: 'Elastic Email API key',
          names: ['elastic'],
          key: /[A-Za-z0-9_-]{96}/,
        }),
      ],
    },
  },
})
