/** Hunter: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'hunter',
  name: 'Hunter',
  docs: 'https://hunter.io/api-documentation/v2',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'hunter-api-key',
          about: 'Hunter API key',
          names: ['hunter', 'hunterio'],
          key: /[a-z0-9_-]{40}/,
          common: true,
        }),
      ],
    },
  },
})
