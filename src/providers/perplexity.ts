/** Perplexity: API keys begin with `pplx-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'perplexity',
  name: 'Perplexity',
  docs: 'https://docs.perplexity.ai/guides/getting-started',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'perplexity-api-key',
          about: 'Perplexity API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>pplx-[A-Za-z0-9]{48})(?![A-Za-z0-9])/,
          literals: ['pplx-'],
          minEntropy: 3.5,
          examples: ['KEY=pplx-{A-Za-z0-9:48}', '"pplx-{A-Za-z0-9:48}"'],
          lookalikes: ['pplx-{A-Za-z0-9:36}', 'qpplx-{A-Za-z0-9:48}'],
        },
      ],
    },
  },
})
