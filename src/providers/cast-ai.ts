/** CAST AI: API keys begin with `castai_v1_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cast-ai',
  name: 'CAST AI',
  docs: 'https://docs.cast.ai/docs/api-access-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'cast-ai-api-key',
          about: 'CAST AI API key',
          key: /castai_v1_[a-f0-9]{64}_[a-f0-9]{8}/,
        }),
      ],
    },
  },
})
