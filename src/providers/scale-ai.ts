/** Scale AI: API keys begin with `live_`; callback keys begin with `live_auth_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scale-ai',
  name: 'Scale AI',
  docs: 'https://docs.scale.com/reference/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'scale-ai-api-key',
          about: 'Scale AI API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>(?:live|test)_[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['live_', 'test_'],
          minEntropy: 3,
          examples: ['KEY=live_{a-f0-9:32}', '"test_{a-f0-9:32}"'],
          lookalikes: ['live_{a-f0-9:24}', 'qlive_{a-f0-9:32}'],
        },
      ],
    },
    'callback-key': {
      label: 'callback key',
      about: 'callback key',
      detect: [
        {
          rule: 'scale-ai-callback-key',
          about: 'Scale AI callback key',
          pattern: /(?<![A-Za-z0-9])(?<secret>(?:live|test)_auth_[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['live_auth_', 'test_auth_'],
          minEntropy: 3,
          examples: ['KEY=live_auth_{a-f0-9:32}', '"test_auth_{a-f0-9:32}"'],
          lookalikes: ['live_auth_{a-f0-9:24}', 'qlive_auth_{a-f0-9:32}'],
        },
      ],
    },
  },
})
