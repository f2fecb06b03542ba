/** Defined Networking: API keys begin with `dnkey-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'defined-networking',
  name: 'Defined Networking',
  docs: 'https://docs.defined.net/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'defined-networking-api-key',
          about: 'Defined Networking API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>dnkey-[A-Z0-9]{26}-[A-Z0-9]{52})(?![A-Za-z0-9])/,
          literals: ['dnkey-'],
          minEntropy: 3,
          examples: ['KEY=dnkey-{A-Z0-9:26}-{A-Z0-9:52}', '"dnkey-{A-Z0-9:26}-{A-Z0-9:52}"'],
          lookalikes: ['dnkey-{A-Z0-9:26}-{A-Z0-9:39}', 'qdnkey-{A-Z0-9:26}-{A-Z0-9:52}'],
        },
      ],
    },
  },
})
