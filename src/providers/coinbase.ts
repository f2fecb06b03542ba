/** Coinbase: API keys of 64 characters, known by the name beside them; key names begin with `organizations/`. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'coinbase',
  name: 'Coinbase',
  docs: 'https://docs.cdp.coinbase.com/coinbase-app/authentication-authorization/api-key-authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'coinbase-api-key',
          about: 'Coinbase API key',
          pattern:
            /(?:coinbase|Coinbase|COINBASE)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_-]{64})(?![A-Za-z0-9_-])/,
          literals: ['coinbase'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'COINBASE_API_KEY={A-Za-z0-9_-:64}',
            'coinbaseToken: "{A-Za-z0-9_-:64}"',
            "'coinbase_secret' => '{A-Za-z0-9_-:64}'",
          ],
          lookalikes: [
            'COINBASE_API_KEY={A-Za-z0-9_-:48}',
            'coinbase says that {A-Za-z0-9_-:64} is a commit',
            'OTHER_KEY={A-Za-z0-9_-:64}',
          ],
        },
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
