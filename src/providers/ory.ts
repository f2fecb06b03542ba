/** Ory: access tokens begin with `ory_pat_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ory',
  name: 'Ory',
  docs: 'https://www.ory.com/docs/concepts/personal-access-token',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'ory-access-token',
          about: 'Ory access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>ory_(?:pat|at|rt|wak|apikey)_[A-Za-z0-9_.-]{32,90})(?![A-Za-z0-9_-])/,
          literals: ['ory_pat_', 'ory_at_', 'ory_rt_', 'ory_wak_', 'ory_apikey_'],
          minEntropy: 3,
          examples: [
            'KEY=ory_pat_{A-Za-z0-9_.-:61}',
            '"ory_at_{A-Za-z0-9_.-:61}"',
            'Bearer ory_rt_{A-Za-z0-9_.-:61}',
            'token: ory_wak_{A-Za-z0-9_.-:61}',
            'KEY=ory_apikey_{A-Za-z0-9_.-:61}',
          ],
          lookalikes: ['ory_pat_{A-Za-z0-9_.-:24}', 'qory_pat_{A-Za-z0-9_.-:61}'],
        },
      ],
    },
  },
})
