/** Tailscale: API keys begin with `tskey-auth-`; API keys begin with `tskey-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tailscale',
  name: 'Tailscale',
  docs: 'https://tailscale.com/kb/1085/auth-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'tailscale-api-key',
          about: 'Tailscale API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>tskey-[a-z]{3,10}-[A-Za-z0-9_-]{20,62})(?![A-Za-z0-9_-])/,
          literals: ['tskey-'],
          minEntropy: 3,
          examples: [
            'KEY=tskey-auth-{A-Za-z0-9:15}-{A-Za-z0-9:30}',
            '"tskey-api-{A-Za-z0-9:15}-{A-Za-z0-9:30}"',
            'Bearer tskey-client-{A-Za-z0-9:15}-{A-Za-z0-9:30}',
            'token: tskey-scim-{A-Za-z0-9:15}-{A-Za-z0-9:30}',
            'KEY=tskey-webhook-{A-Za-z0-9:15}-{A-Za-z0-9:30}',
          ],
          lookalikes: ['tskey-auth-{A-Za-z0-9:9}-{A-Za-z0-9:7}', 'qtskey-auth-{A-Za-z0-9:15}-{A-Za-z0-9:30}'],
        },
        {
          rule: 'tailscale-api-key-old',
          about: 'Tailscale API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>tskey-[A-Za-z0-9]{12}-[A-Za-z0-9]{22})(?![A-Za-z0-9])/,
          literals: ['tskey-'],
          minEntropy: 3,
          examples: ['KEY=tskey-{A-Za-z0-9:12}-{A-Za-z0-9:22}', '"tskey-{A-Za-z0-9:12}-{A-Za-z0-9:22}"'],
          lookalikes: ['tskey-{A-Za-z0-9:12}-{A-Za-z0-9:17}', 'qtskey-{A-Za-z0-9:12}-{A-Za-z0-9:22}'],
        },
      ],
    },
  },
})
