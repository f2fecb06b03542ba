/** Unkey: root keys begin with `unkey_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'unkey',
  name: 'Unkey',
  docs: 'https://www.unkey.com/docs/security/root-keys',
  keys: {
    'root-key': {
      label: 'root key',
      about: 'root key',
      detect: [
        {
          rule: 'unkey-root-key',
          about: 'Unkey root key',
          pattern: /(?<![A-Za-z0-9])(?<secret>unkey_[A-Za-z0-9]{20,32})(?![A-Za-z0-9])/,
          literals: ['unkey_'],
          minEntropy: 3,
          examples: ['KEY=unkey_{A-Za-z0-9:23}', '"unkey_{A-Za-z0-9:23}"'],
          lookalikes: ['unkey_{A-Za-z0-9:17}', 'qunkey_{A-Za-z0-9:23}'],
        },
      ],
    },
  },
})
