/** Brevo: API keys begin with `xkeysib-`. */
import { header, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'brevo',
  name: 'Brevo',
  docs: 'https://developers.brevo.com/docs/getting-started',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.brevo.com',
        path: '/v3/account',
        send: header('api-key'),
        live: 'email',
        inspect: ({ body }) => ({
          access: 'admin',
          environment: 'live',
          ...identity(body, { account: 'companyName', principal: 'email' }),
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'brevo-api-key',
          about: 'Brevo API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>x(?:keysib|smtpsib)-[a-fA-F0-9]{64}-[A-Za-z0-9]{16})(?![A-Za-z0-9])/,
          literals: ['xkeysib-', 'xsmtpsib-'],
          minEntropy: 3,
          examples: ['KEY=xkeysib-{a-f0-9:64}-{A-Za-z0-9:16}', '"xsmtpsib-{a-f0-9:64}-{A-Za-z0-9:16}"'],
          lookalikes: ['xkeysib-{a-f0-9:64}-{A-Za-z0-9:12}', 'qxkeysib-{a-f0-9:64}-{A-Za-z0-9:16}'],
        },
      ],
    },
  },
})
