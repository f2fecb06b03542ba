/** MailerSend: API tokens begin with `mlsn.`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mailersend',
  name: 'MailerSend',
  docs: 'https://developers.mailersend.com/general.html',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      ...probe({
        at: 'https://api.mailersend.com',
        path: '/v1/domains?limit=10',
        send: bearer,
        live: 'data',
      }),
      detect: [
        {
          rule: 'mailersend-api-token',
          about: 'MailerSend API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>mlsn\.[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['mlsn.'],
          minEntropy: 3,
          examples: ['KEY=mlsn.{a-f0-9:64}', '"mlsn.{a-f0-9:64}"'],
          lookalikes: ['mlsn.{a-f0-9:24}', 'qmlsn.{a-f0-9:64}'],
        },
        {
          rule: 'mailersend-short-token',
          about: 'MailerSend API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>mlsn\.[A-Za-z0-9]{30,100})(?![A-Za-z0-9])/,
          literals: ['mlsn.'],
          minEntropy: 3,
          examples: ['KEY=mlsn.{a-z0-9:50}', '"mlsn.{a-z0-9:50}"'],
          lookalikes: ['mlsn.{a-z0-9:24}', 'qmlsn.{a-z0-9:50}'],
        },
      ],
    },
  },
})
