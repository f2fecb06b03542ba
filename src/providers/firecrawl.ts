/** Firecrawl: API keys begin with `fc-`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'firecrawl',
  name: 'Firecrawl',
  docs: 'https://docs.firecrawl.dev/introduction',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.firecrawl.dev',
        path: '/v2/team/credit-usage',
        send: bearer,
        live: 'data',
      }),
      detect: [
        {
          rule: 'firecrawl-api-key',
          about: 'Firecrawl API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>fc-[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['fc-'],
          minEntropy: 3,
          examples: ['KEY=fc-{a-f0-9:32}', '"fc-{a-f0-9:32}"'],
          lookalikes: ['fc-{a-f0-9:24}', 'qfc-{a-f0-9:32}'],
        },
      ],
    },
  },
})
