/** MailerSend: API tokens begin with `mlsn.`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mailersend',
  name: 'MailerSend',
  docs: 'https://developers.mailersend.com/general.html',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'mailersend-api-token',
          about: 'MailerSend API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>mlsn\.[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['mlsn.'],
          minEntropy: 3,
          examples: ['KEY=mlsn.{a-f0-9:64}', '"mlsn.{a-f0-9:64}"'],
          lookalikes: ['mlsn.{a-f0-9:48}', 'qmlsn.{a-f0-9:64}'],
        },
        {
          rule: 'mailersend-short-token',
          about: 'MailerSend API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>mlsn\.[a-z0-9]{50})(?![A-Za-z0-9])/,
          literals: ['mlsn.'],
          minEntropy: 3,
          examples: ['KEY=mlsn.{a-z0-9:50}', '"mlsn.{a-z0-9:50}"'],
          lookalikes: ['mlsn.{a-z0-9:38}', 'qmlsn.{a-z0-9:50}'],
        },
      ],
    },
  },
})
