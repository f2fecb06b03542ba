/** Tiingo: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tiingo',
  name: 'Tiingo',
  docs: 'https://www.tiingo.com/documentation/general/connecting',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'tiingo-api-token',
          about: 'Tiingo API token',
          names: ['tiingo'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
