/** Branch: app keys begin with `key_live_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'branch-io',
  name: 'Branch',
  docs: 'https://help.branch.io/developers-hub/docs/account-key-and-secret',
  keys: {
    'app-key': {
      label: 'app key',
      about: 'app key',
      detect: [
        {
          rule: 'branch-io-app-key',
          about: 'Branch app key',
          pattern: /(?<![A-Za-z0-9])(?<secret>key_(?:live|test)_[A-Za-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['key_live_', 'key_test_'],
          minEntropy: 3,
          examples: ['KEY=key_live_{A-Za-z0-9:32}', '"key_test_{A-Za-z0-9:32}"'],
          lookalikes: ['key_live_{A-Za-z0-9:24}', 'qkey_live_{A-Za-z0-9:32}'],
        },
      ],
    },
  },
})
