/** Algolia: API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'algolia',
  name: 'Algolia',
  docs: 'https://www.algolia.com/doc/guides/security/api-keys/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'algolia-api-key',
          about: 'Algolia API key',
          names: ['algolia'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
    'application-id': {
      label: 'application id',
      about: 'application id',
      detect: [
        keyBesideName({
          rule: 'algolia-application-id',
          about: 'Algolia application id',
          names: ['algolia app', 'algolia application', 'algolia id'],
          part: 'id',
          key: /[A-Z0-9]{10}/,
        }),
      ],
    },
  },
})
