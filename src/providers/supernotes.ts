/** Supernotes: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'supernotes',
  name: 'Supernotes',
  docs: 'https://api.supernotes.app/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'supernotes-api-key',
          about: 'Supernotes API key',
          names: ['super notes'],
          key: /[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
