/** Vast.ai: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'vast-ai',
  name: 'Vast.ai',
  docs: 'https://docs.vast.ai/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'vast-ai-api-key',
          about: 'Vast.ai API key',
          names: ['vast ai', 'vast'],
          common: true,
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
