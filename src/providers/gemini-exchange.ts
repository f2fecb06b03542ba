/** Gemini Exchange: API keys with a text of their own. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'gemini-exchange',
  name: 'Gemini Exchange',
  docs: 'https://docs.gemini.com/authentication/api-key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'gemini-exchange-api-key',
          about: 'Gemini Exchange API key',
          key: /(?:master|account)-[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
