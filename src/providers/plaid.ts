/** Plaid: access tokens begin with `access-sandbox-`; client secrets of 30 characters, known by the name beside them; client ids of 24 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

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
        {
          rule: 'plaid-client-secret',
          about: 'Plaid client secret',
          pattern:
            /(?:plaid|Plaid|PLAID)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{30})(?![A-Za-z0-9])/,
          literals: ['plaid'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['PLAID_API_KEY={a-f0-9:30}', 'plaidToken: "{a-f0-9:30}"', "'plaid_secret' => '{a-f0-9:30}'"],
          lookalikes: ['PLAID_API_KEY={a-f0-9:23}', 'plaid says that {a-f0-9:30} is a commit', 'OTHER_KEY={a-f0-9:30}'],
        },
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        {
          rule: 'plaid-client-id',
          about: 'Plaid client id',
          pattern:
            /(?:plaid|Plaid|PLAID)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{24})(?![A-Za-z0-9])/,
          literals: ['plaid'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['PLAID_API_KEY={a-z0-9:24}', 'plaidToken: "{a-z0-9:24}"', "'plaid_secret' => '{a-z0-9:24}'"],
          lookalikes: ['PLAID_API_KEY={a-z0-9:18}', 'plaid says that {a-z0-9:24} is a commit', 'OTHER_KEY={a-z0-9:24}'],
        },
      ],
    },
  },
})
