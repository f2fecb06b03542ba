/** AlienVault OTX: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'alienvault',
  name: 'AlienVault OTX',
  docs: 'https://otx.alienvault.com/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'alienvault-api-key',
          about: 'AlienVault OTX API key',
          names: ['alienvault', 'otx'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
