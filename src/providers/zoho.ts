/** Zoho: OAuth tokens begin with `1000.`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zoho',
  name: 'Zoho',
  docs: 'https://www.zoho.com/accounts/protocol/oauth.html',
  keys: {
    'oauth-token': {
      label: 'OAuth token',
      about: 'OAuth token',
      detect: [
        {
          rule: 'zoho-oauth-token',
          about: 'Zoho OAuth token',
          pattern: /(?<![A-Za-z0-9])(?<secret>1000\.[a-f0-9]{32}\.[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['1000.'],
          minEntropy: 3,
          examples: ['KEY=1000.{a-f0-9:32}.{a-f0-9:32}', '"1000.{a-f0-9:32}.{a-f0-9:32}"'],
          lookalikes: ['1000.{a-f0-9:32}.{a-f0-9:24}', 'q1000.{a-f0-9:32}.{a-f0-9:32}'],
        },
      ],
    },
  },
})
