/** DigitalOcean: personal access, OAuth and refresh tokens. */
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'digitalocean',
  name: 'DigitalOcean',
  docs: 'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'personal access, OAuth or refresh token',
      ...probe({
        at: 'https://api.digitalocean.com',
        path: '/v2/account',
        send: bearer,
        live: 'account.uuid',
        // A refresh token is shown to the login page only.
        not: /^dor_/,
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'account.uuid', principal: 'account.email' }),
          readsPersonalData: 'yes',
          movesMoney: 'unknown',
        }),
      }),
      detect: [
        {
          rule: 'digitalocean-token',
          about: 'DigitalOcean token',
          pattern: /(?<![A-Za-z0-9])(?<secret>do[por]_v1_[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['dop_v1_', 'doo_v1_', 'dor_v1_'],
          minEntropy: 3,
          examples: ['DIGITALOCEAN_TOKEN=dop_v1_{a-f0-9:64}', '"doo_v1_{a-f0-9:64}"', 'dor_v1_{a-f0-9:64}'],
          lookalikes: ['dop_v1_{a-f0-9:63}', 'dop_v2_{a-f0-9:64}', 'dop_v1_{G-Z:64}'],
        },
      ],
    },
  },
})
