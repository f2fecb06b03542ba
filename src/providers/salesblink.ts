/** SalesBlink: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'salesblink',
  name: 'SalesBlink',
  docs: 'https://salesblink.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'salesblink-api-key',
          about: 'SalesBlink API key',
          names: ['sales blink'],
          key: /key-[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
