/** Tavily: API keys begin with `tvly-`; API keys begin with `tvly-dev-`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tavily',
  name: 'Tavily',
  docs: 'https://docs.tavily.com/documentation/api-reference/introduction',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.tavily.com',
        path: '/usage',
        send: bearer,
        live: 'key',
      }),
      detect: [
        {
          rule: 'tavily-api-key',
          about: 'Tavily API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>tvly-[A-Za-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['tvly-'],
          minEntropy: 3,
          examples: ['KEY=tvly-{A-Za-z0-9:32}', '"tvly-{A-Za-z0-9:32}"'],
          lookalikes: ['tvly-{A-Za-z0-9:24}', 'qtvly-{A-Za-z0-9:32}'],
        },
        {
          rule: 'tavily-named-key',
          about: 'Tavily API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>tvly-(?:dev|prod)-[A-Za-z0-9_-]{32,60})(?![A-Za-z0-9_-])/,
          literals: ['tvly-dev-', 'tvly-prod-'],
          minEntropy: 3,
          examples: ['KEY=tvly-dev-{A-Za-z0-9_-:46}', '"tvly-prod-{A-Za-z0-9_-:46}"'],
          lookalikes: ['tvly-dev-{A-Za-z0-9_-:24}', 'qtvly-dev-{A-Za-z0-9_-:46}'],
        },
      ],
    },
  },
})
