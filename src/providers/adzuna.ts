/** Adzuna: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'adzuna',
  name: 'Adzuna',
  docs: 'https://developer.adzuna.com/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'adzuna-api-key',
          about: 'Adzuna API key',
          names: ['adzuna'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
