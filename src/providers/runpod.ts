/** Runpod: API keys begin with `rpa_`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'runpod',
  name: 'Runpod',
  docs: 'https://docs.runpod.io/get-started/api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://rest.runpod.io',
        path: '/v1/pods',
        send: bearer,
        live: ({ body }) => Array.isArray(body),
      }),
      detect: [
        {
          rule: 'runpod-api-key',
          about: 'Runpod API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>rpa_[A-Za-z0-9]{46})(?![A-Za-z0-9])/,
          literals: ['rpa_'],
          minEntropy: 3,
          examples: ['KEY=rpa_{A-Za-z0-9:46}', '"rpa_{A-Za-z0-9:46}"'],
          lookalikes: ['rpa_{A-Za-z0-9:35}', 'qrpa_{A-Za-z0-9:46}'],
        },
      ],
    },
  },
})
