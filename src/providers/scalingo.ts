/** Scalingo: API tokens begin with `tk-us-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scalingo',
  name: 'Scalingo',
  docs: 'https://developers.scalingo.com/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'scalingo-api-token',
          about: 'Scalingo API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>tk-us-[A-Za-z0-9_-]{48})(?![A-Za-z0-9_-])/,
          literals: ['tk-us-'],
          minEntropy: 3.5,
          examples: ['KEY=tk-us-{A-Za-z0-9_-:48}', '"tk-us-{A-Za-z0-9_-:48}"'],
          lookalikes: ['tk-us-{A-Za-z0-9_-:36}', 'qtk-us-{A-Za-z0-9_-:48}'],
        },
      ],
    },
  },
})
