/** E2B: API keys begin with `e2b_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'e2b',
  name: 'E2B',
  docs: 'https://e2b.dev/docs/api-key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'e2b-api-key',
          about: 'E2B API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>e2b_[a-f0-9]{40})(?![A-Za-z0-9])/,
          literals: ['e2b_'],
          minEntropy: 3,
          examples: ['KEY=e2b_{a-f0-9:40}', '"e2b_{a-f0-9:40}"'],
          lookalikes: ['e2b_{a-f0-9:30}', 'qe2b_{a-f0-9:40}'],
        },
      ],
    },
  },
})
