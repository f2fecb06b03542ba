/** Zapier: webhooks begin with `hooks.zapier.com/hooks/catch/`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zapier',
  name: 'Zapier',
  docs: 'https://help.zapier.com/hc/en-us/articles/8496288690317',
  keys: {
    webhook: {
      label: 'webhook',
      about: 'webhook',
      detect: [
        {
          rule: 'zapier-webhook',
          about: 'Zapier webhook',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>hooks\.zapier\.com\/hooks\/catch\/[A-Za-z0-9]{4,10}\/[A-Za-z0-9]{5,12})(?![A-Za-z0-9])/,
          literals: ['hooks.zapier.com'],
          minEntropy: 2.5,
          examples: [
            'KEY=hooks.zapier.com/hooks/catch/{0-9:7}/{a-z0-9:7}',
            '"hooks.zapier.com/hooks/catch/{0-9:7}/{a-z0-9:7}"',
          ],
          lookalikes: ['https://hooks.zapier.com/hooks/catch/', 'qhooks.zapier.com/hooks/catch/{1-9:6}/{a-z0-9:3}'],
        },
      ],
    },
  },
})
