/** BscScan: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bscscan',
  name: 'BscScan',
  docs: 'https://docs.bscscan.com/getting-started/viewing-api-usage-statistics',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'bscscan-api-key',
          about: 'BscScan API key',
          names: ['bscscan', 'bsc scan'],
          key: /[A-Z0-9]{34}/,
        }),
      ],
    },
  },
})
