/** Replicate: API tokens begin with `r8_`. */
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'replicate',
  name: 'Replicate',
  docs: 'https://replicate.com/docs/topics/security/api-tokens',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      ...probe({
        at: 'https://api.replicate.com',
        path: '/v1/account',
        send: bearer,
        live: 'username',
        inspect: ({ body }) => ({
          access: 'write',
          environment: 'live',
          ...identity(body, { account: 'username' }),
          canMintKeys: 'no',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'replicate-api-token',
          about: 'Replicate API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>r8_[A-Za-z0-9]{37,40})(?![A-Za-z0-9])/,
          literals: ['r8_'],
          minEntropy: 3,
          examples: ['KEY=r8_{A-Za-z0-9:38}', '"r8_{A-Za-z0-9:38}"'],
          lookalikes: ['r8_{A-Za-z0-9:28}', 'qr8_{A-Za-z0-9:38}'],
        },
      ],
    },
  },
})
