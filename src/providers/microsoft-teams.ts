/** Microsoft Teams: webhooks of 166 characters. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'microsoft-teams',
  name: 'Microsoft Teams',
  docs: 'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook',
  keys: {
    webhook: {
      label: 'webhook',
      about: 'webhook',
      detect: [
        {
          rule: 'microsoft-teams-webhook',
          about: 'Microsoft Teams webhook',
          pattern:
            /(?:outlook\.office\.com\/webhook|webhook\.office\.com\/webhookb2)\/(?<secret>[A-Za-z0-9@-]{36,80}\/IncomingWebhook\/[a-f0-9]{32}\/[a-f0-9-]{36})(?![A-Za-z0-9])/,
          literals: ['/incomingwebhook/'],
          minEntropy: 3,
          window: { before: 120, after: 198 },
          examples: [
            'https://outlook.office.com/webhook/{a-f0-9:36}@{a-f0-9:36}/IncomingWebhook/{a-f0-9:32}/{a-f0-9:36}',
            'https://shop.webhook.office.com/webhookb2/{a-f0-9:36}@{a-f0-9:36}/IncomingWebhook/{a-f0-9:32}/{a-f0-9:36}',
          ],
          lookalikes: [
            'https://outlook.office.com/webhook/{a-f0-9:36}',
            'https://shop.internal/{a-f0-9:36}/IncomingWebhook/{a-f0-9:32}/{a-f0-9:36}',
          ],
        },
      ],
    },
  },
})
