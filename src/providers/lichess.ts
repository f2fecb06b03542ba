/** Lichess: access tokens begin with `lip_`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'lichess',
  name: 'Lichess',
  docs: 'https://lichess.org/api',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://lichess.org',
        path: '/api/account',
        send: bearer,
        live: 'id',
      }),
      detect: [
        {
          rule: 'lichess-access-token',
          about: 'Lichess access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>lip_[A-Za-z0-9]{20,40})(?![A-Za-z0-9])/,
          literals: ['lip_'],
          minEntropy: 3,
          examples: ['KEY=lip_{A-Za-z0-9:30}', '"lip_{A-Za-z0-9:30}"'],
          lookalikes: ['lip_{A-Za-z0-9:15}', 'qlip_{A-Za-z0-9:30}'],
        },
      ],
    },
  },
})
