/** Authress: access keys begin with `sc_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'authress',
  name: 'Authress',
  docs: 'https://authress.io/knowledge-base/docs/authorization/service-clients',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        {
          rule: 'authress-access-key',
          about: 'Authress access key',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>(?:sc|ext|scauth|authress)_[A-Za-z0-9]{5,30}\.[A-Za-z0-9]{4,6}\.acc[_-][A-Za-z0-9-]{10,32}\.[A-Za-z0-9+/_=-]{30,120})(?![A-Za-z0-9_-])/,
          literals: ['.acc_', '.acc-'],
          minEntropy: 3,
          window: { before: 48, after: 236 },
          examples: [
            'KEY=sc_{A-Za-z0-9:17}.{A-Za-z0-9:5}.acc_{A-Za-z0-9-:21}.{A-Za-z0-9+/_=-:75}',
            '"ext_{A-Za-z0-9:17}.{A-Za-z0-9:5}.acc_{A-Za-z0-9-:21}.{A-Za-z0-9+/_=-:75}"',
            'Bearer scauth_{A-Za-z0-9:17}.{A-Za-z0-9:5}.acc_{A-Za-z0-9-:21}.{A-Za-z0-9+/_=-:75}',
            'token: authress_{A-Za-z0-9:17}.{A-Za-z0-9:5}.acc_{A-Za-z0-9-:21}.{A-Za-z0-9+/_=-:75}',
          ],
          lookalikes: [
            'sc_{A-Za-z0-9:17}.{A-Za-z0-9:5}.acc_{A-Za-z0-9-:21}.{A-Za-z0-9+/_=-:23}',
            'qsc_{A-Za-z0-9:17}.{A-Za-z0-9:5}.acc_{A-Za-z0-9-:21}.{A-Za-z0-9+/_=-:75}',
          ],
        },
      ],
    },
  },
})
