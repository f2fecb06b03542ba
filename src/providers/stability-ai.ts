/** Stability AI: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'stability-ai',
  name: 'Stability AI',
  docs: 'https://platform.stability.ai/docs/api-reference',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'stability-ai-api-key',
          about: 'Stability AI API key',
          names: ['stability', 'stability ai', 'dream studio'],
          common: true,
          key: /sk-[A-Za-z0-9]{48}/,
        }),
      ],
    },
  },
})
