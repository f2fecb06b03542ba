/** Coinbase: API keys of 64 characters, known by the name beside them; key names begin with `organizations/`. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'coinbase',
  name: 'Coinbase',
  docs: 'https://docs.cdp.coinbase.com/coinbase-app/authentication-authorization/api-key-authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'coinbase-api-key',
          about: 'Coinbase API key',
          names: ['coinbase'],
          key: /[A-Za-z0-9_-]{64}/,
        }),
        keyBesideName({
          rule: 'coinbase-old-api-key',
          about: 'Coinbase API key of 32 characters',
          names: ['coinbase'],
          key: /[A-Za-z0-9-]{32}/,
        }),
      ],
    },
    'key-name': {
      label: 'key name',
      about: 'key name',
      detect: [
        {
          rule: 'coinbase-key-name',
          about: 'Coinbase key name',
          pattern:
            /(?<![A-Za-z0-9/])(?<secret>organizations\/[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}\/apiKeys\/[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12})(?![A-Za-z0-9])/,
          literals: ['organizations/'],
          minEntropy: 3,
          examples: [
            'KEY=organizations/{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}/apiKeys/{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
            '"organizations/{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}/apiKeys/{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}"',
          ],
          lookalikes: [
            'organizations/{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}/apiKeys/{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:9}',
            'qorganizations/{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}/apiKeys/{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
        },
      ],
    },
  },
})
