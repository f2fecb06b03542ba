/** Pulumi: access tokens begin with `pul-`. */
import { header, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pulumi',
  name: 'Pulumi',
  docs: 'https://www.pulumi.com/docs/administration/access-identity/access-tokens/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api.pulumi.com',
        path: '/api/user',
        send: header('authorization', 'token '),
        live: 'githubLogin',
        inspect: ({ body }) => ({
          environment: 'live',
          ...identity(body, { account: 'id', principal: 'githubLogin' }),
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'pulumi-access-token',
          about: 'Pulumi access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>pul-[a-z0-9]{40})(?![A-Za-z0-9])/,
          literals: ['pul-'],
          minEntropy: 3,
          examples: ['KEY=pul-{a-f0-9:40}', '"pul-{a-f0-9:40}"'],
          lookalikes: ['pul-{a-f0-9:30}', 'qpul-{a-f0-9:40}'],
        },
      ],
    },
  },
})
