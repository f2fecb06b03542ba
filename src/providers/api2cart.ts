/** API2Cart: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'api2cart',
  name: 'API2Cart',
  docs: 'https://docs.api2cart.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'api2cart-api-key',
          about: 'API2Cart API key',
          names: ['api2cart'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
