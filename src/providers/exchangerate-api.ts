/** ExchangeRate: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'exchangerate-api',
  name: 'ExchangeRate',
  docs: 'https://www.exchangerate-api.com/docs/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'exchangerate-api-api-key',
          about: 'ExchangeRate API key',
          names: ['exchangerate', 'exchange rate'],
          key: /[a-f0-9]{24}/,
        }),
      ],
    },
  },
})
