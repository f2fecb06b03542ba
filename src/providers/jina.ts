/** Jina AI: API keys begin with `jina_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'jina',
  name: 'Jina AI',
  docs: 'https://jina.ai/embeddings/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'jina-api-key',
          about: 'Jina AI API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>jina_[a-f0-9]{32}[A-Za-z0-9_-]{28})(?![A-Za-z0-9_-])/,
          literals: ['jina_'],
          minEntropy: 3,
          examples: ['KEY=jina_{a-f0-9:32}{A-Za-z0-9_-:28}', '"jina_{a-f0-9:32}{A-Za-z0-9_-:28}"'],
          lookalikes: ['jina_{a-f0-9:32}{A-Za-z0-9_-:21}', 'qjina_{a-f0-9:32}{A-Za-z0-9_-:28}'],
        },
      ],
    },
  },
})
