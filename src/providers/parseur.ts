/** Parseur: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'parseur',
  name: 'Parseur',
  docs: 'https://developer.parseur.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'parseur-api-key',
          about: 'Parseur API key',
          names: ['parseur'],
          common: true,
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
