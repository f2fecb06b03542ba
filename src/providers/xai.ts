/** xAI: API keys begin with `xai-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'xai',
  name: 'xAI',
  docs: 'https://docs.x.ai/docs/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'xai-api-key',
          about: 'xAI API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>xai-[A-Za-z0-9_-]{70,85})(?![A-Za-z0-9_-])/,
          literals: ['xai-'],
          minEntropy: 3.5,
          examples: ['KEY=xai-{A-Za-z0-9_-:77}', '"xai-{A-Za-z0-9_-:77}"'],
          lookalikes: ['xai-{A-Za-z0-9_-:53}', 'qxai-{A-Za-z0-9_-:77}'],
        },
      ],
    },
  },
})
