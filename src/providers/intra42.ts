/** 42 Intra: client secrets begin with `s-s4t2ud-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'intra42',
  name: '42 Intra',
  docs: 'https://api.intra.42.fr/apidoc/guides/getting_started',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'intra42-client-secret',
          about: '42 Intra client secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>[su]-s4t2(?:ud|af)-[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['s-s4t2ud-', 's-s4t2af-'],
          minEntropy: 3,
          examples: ['KEY=s-s4t2ud-{a-f0-9:64}', '"s-s4t2af-{a-f0-9:64}"'],
          lookalikes: ['s-s4t2ud-{a-f0-9:48}', 'qs-s4t2ud-{a-f0-9:64}'],
        },
      ],
    },
  },
})
