/** DataStax Astra: application tokens begin with `AstraCS:`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'datastax',
  name: 'DataStax Astra',
  docs: 'https://docs.datastax.com/en/astra-db-serverless/administration/manage-application-tokens.html',
  keys: {
    'application-token': {
      label: 'application token',
      about: 'application token',
      detect: [
        fixedKey({
          rule: 'datastax-application-token',
          about: 'DataStax Astra application token',
          key: /AstraCS:[A-Za-z0-9]{20,64}(?::[a-f0-9]{64})?/,
        }),
      ],
    },
  },
})
