/** Apollo.io: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'apollo',
  name: 'Apollo.io',
  docs: 'https://docs.apollo.io/docs/create-api-key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'apollo-api-key',
          about: 'Apollo.io API key',
          names: ['apollo'],
          key: /[A-Za-z0-9_-]{22}/,
          common: true,
        }),
      ],
    },
  },
})
