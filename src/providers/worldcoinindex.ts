/** WorldCoinIndex: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'worldcoinindex',
  name: 'WorldCoinIndex',
  docs: 'https://www.worldcoinindex.com/apiservice',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'worldcoinindex-api-key',
          about: 'WorldCoinIndex API key',
          names: ['world coin index'],
          key: /[A-Za-z0-9]{35}/,
        }),
      ],
    },
  },
})
