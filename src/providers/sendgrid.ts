/** SendGrid: API keys of 69 characters; the middle part is the key's own id. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sendgrid',
  name: 'SendGrid',
  docs: 'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
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
      ],
    },
  },
})
