/** Eden AI: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'eden-ai',
  name: 'Eden AI',
  docs: 'https://docs.edenai.co/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'eden-ai-api-key',
          about: 'Eden AI API key',
          names: ['edenai', 'eden ai'],
          key: /[A-Za-z0-9_-]{36}\.[A-Za-z0-9_-]{80,120}\.[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
