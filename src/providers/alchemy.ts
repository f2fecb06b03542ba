/** Alchemy: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'alchemy',
  name: 'Alchemy',
  docs: 'https://www.alchemy.com/docs/create-an-api-key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'alchemy-api-key',
          about: 'Alchemy API key',
          names: ['alchemy', 'alchemyapi'],
          key: /[A-Za-z0-9_-]{32}/,
        }),
      ],
    },
  },
})
