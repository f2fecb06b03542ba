/** Aha!: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'aha',
  name: 'Aha!',
  docs: 'https://www.aha.io/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'aha-api-key',
          about: 'Aha! API key',
          names: ['aha'],
          key: /[a-f0-9]{64}/,
          common: true,
        }),
      ],
    },
  },
})
