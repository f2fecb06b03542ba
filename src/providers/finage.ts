/** Finage: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'finage',
  name: 'Finage',
  docs: 'https://finage.co.uk/docs/api/getting-started',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'finage-api-key',
          about: 'Finage API key',
          names: ['finage'],
          key: /(?:API_KEY)?[A-Z0-9]{32}/,
        }),
      ],
    },
  },
})
