/** Pulumi: access tokens begin with `pul-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pulumi',
  name: 'Pulumi',
  docs: 'https://www.pulumi.com/docs/administration/access-identity/access-tokens/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'pulumi-access-token',
          about: 'Pulumi access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>pul-[a-f0-9]{40})(?![A-Za-z0-9])/,
          literals: ['pul-'],
          minEntropy: 3,
          examples: ['KEY=pul-{a-f0-9:40}', '"pul-{a-f0-9:40}"'],
          lookalikes: ['pul-{a-f0-9:30}', 'qpul-{a-f0-9:40}'],
        },
      ],
    },
  },
})
