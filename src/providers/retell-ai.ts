/** Retell AI: API keys begin with `key_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'retell-ai',
  name: 'Retell AI',
  docs: 'https://docs.retellai.com/api-references/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'retell-ai-api-key',
          about: 'Retell AI API key',
          key: /key_[a-f0-9]{28}/,
        }),
      ],
    },
  },
})
