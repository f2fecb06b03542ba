/** Ethplorer: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ethplorer',
  name: 'Ethplorer',
  docs: 'https://github.com/EverexIO/Ethplorer/wiki/Ethplorer-API',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ethplorer-api-key',
          about: 'Ethplorer API key',
          names: ['ethplorer'],
          key: /[A-Za-z0-9-]{22}/,
        }),
      ],
    },
  },
})
