/** Fleetbase: API keys begin with `flb_live_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fleetbase',
  name: 'Fleetbase',
  docs: 'https://docs.fleetbase.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'fleetbase-api-key',
          about: 'Fleetbase API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>flb_(?:live|test)_[A-Za-z0-9]{20,64})(?![A-Za-z0-9])/,
          literals: ['flb_live_', 'flb_test_'],
          minEntropy: 3,
          examples: ['KEY=flb_live_{A-Za-z0-9:20}', '"flb_test_{A-Za-z0-9:20}"'],
          lookalikes: ['flb_live_{A-Za-z0-9:15}', 'qflb_live_{A-Za-z0-9:20}'],
        },
      ],
    },
  },
})
