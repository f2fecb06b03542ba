/** RubyGems: API keys begin with `rubygems_`. */
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rubygems',
  name: 'RubyGems',
  docs: 'https://guides.rubygems.org/api-key-scopes/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        path: '/api/v1/gems.json',
        send: header('authorization'),
        live: ({ body }) => Array.isArray(body),
      }),
      detect: [
        {
          rule: 'rubygems-api-key',
          about: 'RubyGems API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>rubygems_[A-Za-z0-9]{42,52})(?![A-Za-z0-9])/,
          literals: ['rubygems_'],
          minEntropy: 3,
          examples: ['KEY=rubygems_{a-f0-9:48}', '"rubygems_{a-f0-9:48}"'],
          lookalikes: ['rubygems_{a-f0-9:36}', 'qrubygems_{a-f0-9:48}'],
        },
      ],
    },
  },
})
