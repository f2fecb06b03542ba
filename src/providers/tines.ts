/** Tines: webhooks, whose address holds the secret that starts a story. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tines',
  name: 'Tines',
  docs: 'https://www.tines.com/docs/actions/types/webhook/',
  keys: {
    webhook: {
      label: 'webhook',
      about: 'address that starts a story',
      detect: [
        {
          rule: 'tines-webhook',
          about: 'Tines webhook',
          pattern: /\.tines\.(?:com|io)\/webhook\/(?<secret>[a-z0-9]{32}\/[a-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['.tines.com/webhook', '.tines.io/webhook'],
          minEntropy: 3,
          examples: ['https://{a-z:6}-{a-z:5}-1234.tines.com/webhook/{a-f0-9:32}/{a-f0-9:32}'],
          lookalikes: [
            'https://{a-z:6}.tines.com/webhook/{a-f0-9:32}/{a-f0-9:20}',
            'https://www.tines.com/docs/webhook',
          ],
        },
      ],
    },
  },
})
