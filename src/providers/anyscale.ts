/** Anyscale: API keys begin with `esecret_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'anyscale',
  name: 'Anyscale',
  docs: 'https://docs.anyscale.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'anyscale-api-key',
          about: 'Anyscale API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>esecret_[A-Za-z0-9]{24,32})(?![A-Za-z0-9])/,
          literals: ['esecret_'],
          minEntropy: 3,
          examples: ['KEY=esecret_{A-Za-z0-9:28}', '"esecret_{A-Za-z0-9:28}"'],
          lookalikes: ['esecret_{A-Za-z0-9:18}', 'qesecret_{A-Za-z0-9:28}'],
        },
      ],
    },
  },
})
