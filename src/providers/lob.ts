/** Lob: API keys begin with `live_`; publishable keys begin with `live_pub_`. */
import { keyBesideName } from './key-form.ts'
import { basicUser, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'lob',
  name: 'Lob',
  docs: 'https://docs.lob.com/#tag/Authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.lob.com',
        path: '/v1/addresses?limit=1',
        send: basicUser,
        live: 'object',
      }),
      detect: [
        {
          rule: 'lob-api-key',
          about: 'Lob API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>(?:live|test)_[a-f0-9]{35})(?![A-Za-z0-9])/,
          literals: ['live_', 'test_'],
          minEntropy: 3,
          examples: ['KEY=live_{a-f0-9:35}', '"test_{a-f0-9:35}"'],
          lookalikes: ['live_{a-f0-9:27}', 'qlive_{a-f0-9:35}'],
        },
        keyBesideName({
          rule: 'lob-named-key',
          about: 'Lob API key',
          names: ['lob'],
          common: true,
          key: /[A-Za-z0-9_]{40}/,
        }),
      ],
    },
    'publishable-key': {
      label: 'publishable key',
      about: 'publishable key',
      detect: [
        {
          rule: 'lob-publishable-key',
          about: 'Lob publishable key',
          pattern: /(?<![A-Za-z0-9])(?<secret>(?:live|test)_pub_[a-f0-9]{31})(?![A-Za-z0-9])/,
          literals: ['live_pub_', 'test_pub_'],
          minEntropy: 3,
          examples: ['KEY=live_pub_{a-f0-9:31}', '"test_pub_{a-f0-9:31}"'],
          lookalikes: ['live_pub_{a-f0-9:24}', 'qlive_pub_{a-f0-9:31}'],
        },
      ],
    },
  },
})
