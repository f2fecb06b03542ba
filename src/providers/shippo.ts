/** Shippo: API tokens begin with `shippo_live_`. */
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'shippo',
  name: 'Shippo',
  docs: 'https://docs.goshippo.com/docs/guides_general/authentication/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      ...probe({
        at: 'https://api.goshippo.com',
        path: '/carrier_accounts?results=1',
        send: header('authorization', 'ShippoToken '),
        live: 'results',
      }),
      detect: [
        {
          rule: 'shippo-api-token',
          about: 'Shippo API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>shippo_(?:live|test)_[A-Za-z0-9]{40})(?![A-Za-z0-9])/,
          literals: ['shippo_live_', 'shippo_test_'],
          minEntropy: 3,
          examples: ['KEY=shippo_live_{a-f0-9:40}', '"shippo_test_{a-f0-9:40}"'],
          lookalikes: ['shippo_live_{a-f0-9:30}', 'qshippo_live_{a-f0-9:40}'],
        },
      ],
    },
  },
})
