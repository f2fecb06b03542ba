/** NVIDIA: API keys begin with `nvapi-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nvidia',
  name: 'NVIDIA',
  docs: 'https://docs.nvidia.com/nim/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'nvidia-api-key',
          about: 'NVIDIA API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>nvapi-[A-Za-z0-9_-]{60,70})(?![A-Za-z0-9_-])/,
          literals: ['nvapi-'],
          minEntropy: 3,
          examples: ['KEY=nvapi-{A-Za-z0-9_-:65}', '"nvapi-{A-Za-z0-9_-:65}"'],
          lookalikes: ['nvapi-{A-Za-z0-9_-:45}', 'qnvapi-{A-Za-z0-9_-:65}'],
        },
      ],
    },
  },
})
