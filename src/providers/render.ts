/** Render: API keys begin with `rnd_`. */
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'render',
  name: 'Render',
  docs: 'https://render.com/docs/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.render.com',
        path: '/v1/owners?limit=1',
        send: bearer,
        live: ({ body }) => Array.isArray(body),
        inspect: ({ body }) => ({
          access: 'admin',
          environment: 'live',
          ...identity(body, { account: '0.owner.id', principal: '0.owner.email' }),
          canMintKeys: 'no',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'render-api-key',
          about: 'Render API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>rnd_[A-Za-z0-9]{28,32})(?![A-Za-z0-9])/,
          literals: ['rnd_'],
          minEntropy: 3,
          examples: ['KEY=rnd_{A-Za-z0-9:32}', '"rnd_{A-Za-z0-9:32}"'],
          lookalikes: ['rnd_{A-Za-z0-9:24}', 'qrnd_{A-Za-z0-9:32}'],
        },
      ],
    },
  },
})
