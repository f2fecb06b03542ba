/** Bittrex: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bittrex',
  name: 'Bittrex',
  docs: 'https://bittrex.github.io/api/v3',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'bittrex-api-key',
          about: 'Bittrex API key',
          names: ['bittrex'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
