/** Pinterest: access tokens begin with `pina_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pinterest',
  name: 'Pinterest',
  docs: 'https://developers.pinterest.com/docs/getting-started/set-up-authentication-and-authorization/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'pinterest-access-token',
          about: 'Pinterest access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>pin(?:a|r|c)_[A-Za-z0-9_-]{32,200})(?![A-Za-z0-9_-])/,
          literals: ['pina_', 'pinr_', 'pinc_'],
          minEntropy: 3,
          examples: ['KEY=pina_{A-Za-z0-9_-:60}', '"pinr_{A-Za-z0-9_-:60}"', 'Bearer pinc_{A-Za-z0-9_-:60}'],
          lookalikes: ['pina_{A-Za-z0-9_-:30}', 'qpina_{A-Za-z0-9_-:60}'],
        },
      ],
    },
  },
})
