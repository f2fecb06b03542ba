/** Kontent.ai: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'kontent-ai',
  name: 'Kontent.ai',
  docs: 'https://kontent.ai/learn/docs/apis/api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'kontent-ai-api-key',
          about: 'Kontent.ai API key',
          names: ['kontent'],
          key: /[a-z0-9-]{36}/,
        }),
      ],
    },
  },
})
