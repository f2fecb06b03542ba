/** SendGrid: API keys of 69 characters; the middle part is the key's own id. */
import { bearer, member, namesOf, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sendgrid',
  name: 'SendGrid',
  docs: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.sendgrid.com',
        path: '/v3/scopes',
        send: bearer,
        live: 'scopes',
        inspect: ({ body }) => {
          const scopes = namesOf(member(body, 'scopes'))
          const writes = scopes.some((scope) => /\.(?:create|update|delete)$|^mail\.send$/.test(scope))
          return {
            environment: 'live',
            scopes,
            access: scopes.includes('api_keys.create') ? 'admin' : writes ? 'write' : 'read',
            canMintKeys: scopes.includes('api_keys.create') ? 'yes' : 'no',
            readsPersonalData: scopes.some((scope) => /^(?:marketing|messages|suppression|user\.)/.test(scope))
              ? 'yes'
              : 'no',
            movesMoney: 'no',
          }
        },
      }),
      detect: [
        {
          rule: 'sendgrid-api-key',
          about: 'SendGrid API key',
          pattern: /(?<![A-Za-z0-9_.-])(?<secret>SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
          literals: ['sg.'],
          minEntropy: 3.5,
          window: { before: 8, after: 96 },
          examples: ['SENDGRID_API_KEY=SG.{A-Za-z0-9_-:22}.{A-Za-z0-9:43}', 'Bearer SG.{A-Za-z0-9:22}.{A-Za-z0-9:43}'],
          lookalikes: ['SG.{A-Za-z0-9:22}.{A-Za-z0-9:42}', 'MSG.{A-Za-z0-9:22}.{A-Za-z0-9:43}', 'sg.{a-z:22}.{a-z:43}'],
        },
        {
          rule: 'sendgrid-odd-key',
          about: 'SendGrid API key whose parts have odd lengths',
          pattern:
            /(?<![A-Za-z0-9_.-])(?<secret>SG\.(?![\w-]{22}\.[\w-]{43}(?![\w-]))(?:[\w=.-]{66}|[\w-]{20,24}\.[\w-]{39,50}))(?![\w=.-])/,
          literals: ['sg.'],
          minEntropy: 3.5,
          judge: () => ({ keep: true, score: -40, reason: 'SendGrid issues 22 and 43 characters' }),
          examples: ['SENDGRID_API_KEY=SG.{A-Za-z0-9:66}', 'SG.{A-Za-z0-9:20}.{A-Za-z0-9:46}'],
          lookalikes: ['SG.{A-Za-z0-9:40}', 'SG.{A-Za-z0-9:22}.{A-Za-z0-9:43}'],
        },
      ],
    },
  },
})
