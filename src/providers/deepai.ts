/** DeepAI: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'deepai',
  name: 'DeepAI',
  docs: 'https://deepai.org/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'deepai-api-key',
          about: 'DeepAI API key',
          names: ['deepai', 'deep ai'],
          key: /[a-z0-9-]{36}/,
        }),
      ],
    },
  },
})
