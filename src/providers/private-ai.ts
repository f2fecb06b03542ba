/** Private AI: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'private-ai',
  name: 'Private AI',
  docs: 'https://docs.private-ai.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'private-ai-api-key',
          about: 'Private AI API key',
          names: ['private ai'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
