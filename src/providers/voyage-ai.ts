/** Voyage AI: API keys begin with `pa-`. */
import { fixedKey, judgeMixed } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'voyage-ai',
  name: 'Voyage AI',
  docs: 'https://docs.voyageai.com/docs/api-key-and-installation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'voyage-ai-api-key',
          about: 'Voyage AI API key',
          key: /pa-[A-Za-z0-9_-]{43}/,
          judge: judgeMixed,
        }),
      ],
    },
  },
})
