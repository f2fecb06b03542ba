/** Friendli: access tokens begin with `flp_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'friendli',
  name: 'Friendli',
  docs: 'https://friendli.ai/docs/guides/personal_access_tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'friendli-access-token',
          about: 'Friendli access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>flp_[A-Za-z0-9]{46,50})(?![A-Za-z0-9])/,
          literals: ['flp_'],
          minEntropy: 3,
          examples: ['KEY=flp_{A-Za-z0-9:48}', '"flp_{A-Za-z0-9:48}"'],
          lookalikes: ['flp_{A-Za-z0-9:35}', 'qflp_{A-Za-z0-9:48}'],
        },
      ],
    },
  },
})
