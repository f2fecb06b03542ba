/** StockData: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'stockdata',
  name: 'StockData',
  docs: 'https://www.stockdata.org/documentation',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'stockdata-api-token',
          about: 'StockData API token',
          names: ['stock data'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
