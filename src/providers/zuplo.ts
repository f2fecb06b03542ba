/** Zuplo: API keys begin with `zpka_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zuplo',
  name: 'Zuplo',
  docs: 'https://zuplo.com/docs/articles/api-key-management',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'zuplo-api-key',
          about: 'Zuplo API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>zpka_[a-z0-9]{32}_[a-f0-9]{8})(?![A-Za-z0-9])/,
          literals: ['zpka_'],
          minEntropy: 3,
          examples: ['KEY=zpka_{a-f0-9:32}_{a-f0-9:8}', '"zpka_{a-f0-9:32}_{a-f0-9:8}"'],
          lookalikes: ['zpka_{a-f0-9:32}_{a-f0-9:5}', 'qzpka_{a-f0-9:32}_{a-f0-9:8}'],
        },
      ],
    },
  },
})
