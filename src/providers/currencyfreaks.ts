/** CurrencyFreaks: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'currencyfreaks',
  name: 'CurrencyFreaks',
  docs: 'https://currencyfreaks.com/documentation.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'currencyfreaks-api-key',
          about: 'CurrencyFreaks API key',
          names: ['currencyfreaks'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
