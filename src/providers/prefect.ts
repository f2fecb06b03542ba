/** Prefect: API keys begin with `pnu_`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'prefect',
  name: 'Prefect',
  docs: 'https://docs.prefect.io/v3/how-to-guides/cloud/manage-users/api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.prefect.cloud',
        path: '/api/me/',
        send: bearer,
        live: 'id',
      }),
      detect: [
        {
          rule: 'prefect-api-key',
          about: 'Prefect API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>pn(?:u|b)_[A-Za-z0-9]{36})(?![A-Za-z0-9])/,
          literals: ['pnu_', 'pnb_'],
          minEntropy: 3,
          examples: ['KEY=pnu_{A-Za-z0-9:36}', '"pnb_{A-Za-z0-9:36}"'],
          lookalikes: ['pnu_{A-Za-z0-9:27}', 'qpnu_{A-Za-z0-9:36}'],
        },
      ],
    },
  },
})
