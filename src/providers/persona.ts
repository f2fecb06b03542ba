/** Persona: API keys begin with `persona_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'persona',
  name: 'Persona',
  docs: 'https://docs.withpersona.com/api-introduction',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'persona-api-key',
          about: 'Persona API key',
          key: /persona_(?:production|sandbox)_[a-z0-9_-]{20,80}/,
        }),
      ],
    },
  },
})
