/**
 * Microsoft Teams: addresses that post to a channel without a login. Old connectors name the group, the tenant and the
 * connector; those of workflows carry a signature (`sig=`) of Power Automate or Logic Apps.
 */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'microsoft-teams',
  name: 'Microsoft Teams',
  docs: 'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/what-are-webhooks-and-connectors',
  keys: {
    webhook: {
      label: 'webhook',
      about: 'incoming webhook of a channel',
      detect: [
        {
          rule: 'microsoft-teams-webhook',
          about: 'Microsoft Teams incoming webhook',
          pattern:
            /(?:outlook\.office(?:365)?\.com\/webhook|webhook\.office\.com\/webhookb2)\/(?<secret>[A-Za-z0-9@-]{36,80}\/IncomingWebhook\/[A-Za-z0-9]{32}\/[A-Za-z0-9-]{36})(?![A-Za-z0-9])/,
          literals: ['outlook.office.com', 'outlook.office365.com', 'webhook.office.com'],
          minEntropy: 2.5,
          examples: [
            'https://{a-z:8}.webhook.office.com/webhookb2/{a-f0-9:36}@{a-f0-9:36}/IncomingWebhook/{a-f0-9:32}/{a-f0-9:36}',
            'https://outlook.office.com/webhook/{a-f0-9:36}@{a-f0-9:36}/IncomingWebhook/{a-f0-9:32}/{a-f0-9:36}',
          ],
          lookalikes: [
            'https://outlook.office.com/webhook/IncomingWebhook/',
            'https://webhook.office.com/webhookb2/docs',
          ],
        },
        {
          rule: 'microsoft-workflow-url',
          about: 'Signed address of a Power Automate or Logic Apps workflow',
          pattern:
            /(?:\.environment\.api\.powerplatform\.com|\.logic\.azure\.com)(?::443)?\/[\w/-]{20,160}\/paths\/invoke\?[\w%.&=;/-]{4,160}sig=(?<secret>[A-Za-z0-9_-]{40,50})(?![A-Za-z0-9_-])/,
          literals: ['powerplatform.com', 'logic.azure.com'],
          minEntropy: 3.5,
          window: { before: 64, after: 512 },
          examples: [
            'https://prod-{0-9:2}.westeurope.logic.azure.com:443/workflows/{a-f0-9:32}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig={A-Za-z0-9_-:43}',
            'https://default{a-f0-9:32}.{0-9:2}.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/{a-f0-9:32}/triggers/manual/paths/invoke?api-version=1&sv=1.0&sig={A-Za-z0-9_-:43}',
          ],
          lookalikes: [
            'https://prod-01.westeurope.logic.azure.com:443/workflows/{a-f0-9:32}/triggers/manual/paths/invoke?api-version=2016-06-01&sig={A-Za-z0-9_-:20}',
          ],
        },
      ],
    },
  },
})
