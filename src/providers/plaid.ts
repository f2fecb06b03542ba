/** Plaid: access tokens begin with `access-sandbox-`; client secrets of 30 characters, known by the name beside them; client ids of 24 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'plaid',
  name: 'Plaid',
  docs: 'https://plaid.com/docs/api/tokens/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'plaid-access-token',
          about: 'Plaid access token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>access-(?:sandbox|development|production)-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})(?![A-Za-z0-9])/,
          literals: ['access-sandbox-', 'access-development-', 'access-production-'],
          minEntropy: 3,
          examples: [
            'KEY=access-sandbox-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
            '"access-development-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}"',
            'Bearer access-production-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
          lookalikes: [
            'access-sandbox-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:9}',
            'qaccess-sandbox-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
        },
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'plaid-client-secret',
          about: 'Plaid client secret',
          names: ['plaid'],
          key: /[a-f0-9]{30}/,
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'plaid-client-id',
          about: 'Plaid client id',
          names: ['plaid'],
          key: /[a-z0-9]{24}/,
        }),
      ],
    },
  },
})
