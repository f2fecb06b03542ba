/** crates.io: API tokens begin with `cio`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'crates-io',
  name: 'crates.io',
  docs: 'https://doc.rust-lang.org/cargo/reference/publishing.html',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'crates-io-api-token',
          about: 'crates.io API token',
          pattern: /(?<![A-Za-z0-9])(?<secret>cio[A-Za-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['cio'],
          minEntropy: 3.5,
          examples: ['KEY=cio{A-Za-z0-9:32}', '"cio{A-Za-z0-9:32}"'],
          lookalikes: ['cio{A-Za-z0-9:24}', 'qcio{A-Za-z0-9:32}'],
        },
      ],
    },
  },
})
