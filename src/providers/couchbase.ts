/** Couchbase Capella: key secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'couchbase',
  name: 'Couchbase Capella',
  docs: 'https://docs.couchbase.com/cloud/management-api-guide/management-api-start.html',
  keys: {
    'api-key': {
      label: 'key secret',
      about: 'key secret',
      detect: [
        keyBesideName({
          rule: 'couchbase-api-key',
          about: 'Couchbase Capella key secret',
          names: ['couchbase', 'capella'],
          key: /[A-Za-z0-9+/=]{60,120}/,
        }),
      ],
    },
  },
})
