/** ClickUp: access tokens begin with `pk_`. */
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clickup',
  name: 'ClickUp',
  docs: 'https://developer.clickup.com/docs/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api.clickup.com',
        path: '/api/v2/user',
        send: header('authorization'),
        live: 'user.id',
      }),
      detect: [
        {
          rule: 'clickup-access-token',
          about: 'ClickUp access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>pk_[0-9]{5,10}_[A-Z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['pk_'],
          minEntropy: 3,
          examples: ['KEY=pk_{0-9:7}_{A-Z0-9:32}', '"pk_{0-9:7}_{A-Z0-9:32}"'],
          lookalikes: ['pk_{0-9:7}_{A-Z0-9:24}', 'qpk_{0-9:7}_{A-Z0-9:32}'],
        },
      ],
    },
  },
})
