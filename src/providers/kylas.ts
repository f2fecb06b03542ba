/** Kylas: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'kylas',
  name: 'Kylas',
  docs: 'https://kylas.io/api-docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'kylas-api-key',
          about: 'Kylas API key',
          names: ['kylas'],
          key: /[a-z0-9-]{36}/,
        }),
      ],
    },
  },
})
