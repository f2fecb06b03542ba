/** Sourcegraph: access tokens begin with `sgp_`; access tokens begin with `sgp_local_`; license keys begin with `slk_`. */
import { fixedKey } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sourcegraph',
  name: 'Sourcegraph',
  docs: 'https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://sourcegraph.com',
        method: 'POST',
        path: '/.api/graphql',
        send: header('authorization', 'token '),
        body: () => ({ query: '{ currentUser { username } }' }),
        live: 'data.currentUser.username',
        ownServers: true,
      }),
      detect: [
        {
          rule: 'sourcegraph-access-token',
          about: 'Sourcegraph access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sgp_[a-fA-F0-9]{16}_[a-fA-F0-9]{40})(?![A-Za-z0-9])/,
          literals: ['sgp_'],
          minEntropy: 3,
          examples: ['KEY=sgp_{a-fA-F0-9:16}_{a-fA-F0-9:40}', '"sgp_{a-fA-F0-9:16}_{a-fA-F0-9:40}"'],
          lookalikes: ['sgp_{a-fA-F0-9:16}_{a-fA-F0-9:30}', 'qsgp_{a-fA-F0-9:16}_{a-fA-F0-9:40}'],
        },
        {
          rule: 'sourcegraph-local-token',
          about: 'Sourcegraph access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sgp_local_[a-fA-F0-9]{40})(?![A-Za-z0-9])/,
          literals: ['sgp_local_'],
          minEntropy: 3,
          examples: ['KEY=sgp_local_{a-fA-F0-9:40}', '"sgp_local_{a-fA-F0-9:40}"'],
          lookalikes: ['sgp_local_{a-fA-F0-9:30}', 'qsgp_local_{a-fA-F0-9:40}'],
        },
        {
          rule: 'sourcegraph-plain-token',
          about: 'Sourcegraph access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sgp_[a-fA-F0-9]{40})(?![A-Za-z0-9])/,
          literals: ['sgp_'],
          minEntropy: 3,
          examples: ['KEY=sgp_{a-fA-F0-9:40}', '"sgp_{a-fA-F0-9:40}"'],
          lookalikes: ['sgp_{a-fA-F0-9:30}', 'qsgp_{a-fA-F0-9:40}'],
        },
        fixedKey({
          rule: 'sourcegraph-local-instance-token',
          about: 'Sourcegraph access token of a local instance',
          key: /sgp_[a-fA-F0-9]{16}_local_[a-fA-F0-9]{40}/,
        }),
      ],
    },
    'license-key': {
      label: 'license key',
      about: 'license key',
      detect: [
        {
          rule: 'sourcegraph-license-key',
          about: 'Sourcegraph license key',
          pattern: /(?<![A-Za-z0-9])(?<secret>slk_[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['slk_'],
          minEntropy: 3,
          examples: ['KEY=slk_{a-f0-9:64}', '"slk_{a-f0-9:64}"'],
          lookalikes: ['slk_{a-f0-9:48}', 'qslk_{a-f0-9:64}'],
        },
      ],
    },
  },
})
