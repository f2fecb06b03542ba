/** CurrencyScoop: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'currencyscoop',
  name: 'CurrencyScoop',
  docs: 'https://currencybeacon.com/api-documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'currencyscoop-api-key',
          about: 'CurrencyScoop API key',
          names: ['currencyscoop'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
