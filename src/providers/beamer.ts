/** Beamer: API keys of 46 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'beamer',
  name: 'Beamer',
  docs: 'https://www.getbeamer.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'beamer-api-key',
          about: 'Beamer API key',
          names: ['beamer'],
          key: /b_[A-Za-z0-9_=-]{44}/,
        }),
      ],
    },
  },
})
