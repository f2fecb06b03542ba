/** TMetric: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tmetric',
  name: 'TMetric',
  docs: 'https://tmetric.com/help/data-integrations/tmetric-rest-api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'tmetric-api-token',
          about: 'TMetric API token',
          names: ['tmetric'],
          common: true,
          key: /[A-Z0-9]{64}/,
        }),
      ],
    },
  },
})
