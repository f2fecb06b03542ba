/** Duffel: access tokens begin with `duffel_test_`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'duffel',
  name: 'Duffel',
  docs: 'https://duffel.com/docs/api/overview/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api.duffel.com',
        path: '/air/airlines?limit=1',
        send: (parts) => ({ ...bearer(parts), 'duffel-version': 'v2' }),
        live: 'data',
      }),
      detect: [
        {
          rule: 'duffel-access-token',
          about: 'Duffel access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>duffel_(?:test|live)_[A-Za-z0-9_=-]{43,44})(?![A-Za-z0-9_-])/,
          literals: ['duffel_test_', 'duffel_live_'],
          minEntropy: 3,
          examples: ['KEY=duffel_test_{A-Za-z0-9_=-:43}', '"duffel_live_{A-Za-z0-9_=-:43}"'],
          lookalikes: ['duffel_test_{A-Za-z0-9_=-:33}', 'qduffel_test_{A-Za-z0-9_=-:43}'],
        },
      ],
    },
  },
})
