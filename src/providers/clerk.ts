/** Clerk: webhook secrets begin with `whsec_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clerk',
  name: 'Clerk',
  docs: 'https://clerk.com/docs/deployments/clerk-environment-variables',
  keys: {
    'webhook-secret': {
      label: 'webhook secret',
      about: 'webhook secret',
      detect: [
        {
          rule: 'clerk-webhook-secret',
          about: 'Clerk webhook secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>whsec_[A-Za-z0-9+/]{32})(?![A-Za-z0-9])/,
          literals: ['whsec_'],
          minEntropy: 3,
          examples: ['KEY=whsec_{A-Za-z0-9+/:32}', '"whsec_{A-Za-z0-9+/:32}"'],
          lookalikes: ['whsec_{A-Za-z0-9+/:24}', 'qwhsec_{A-Za-z0-9+/:32}'],
        },
      ],
    },
  },
})
