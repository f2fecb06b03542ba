/** Telnyx: API keys begin with `KEY`. */
import { keyBesideName } from './key-form.ts'
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'telnyx',
  name: 'Telnyx',
  docs: 'https://developers.telnyx.com/docs/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.telnyx.com',
        path: '/v2/balance',
        send: bearer,
        live: 'data.balance',
      }),
      detect: [
        {
          rule: 'telnyx-api-key',
          about: 'Telnyx API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>KEY[A-F0-9]{32}_[A-Za-z0-9_-]{22})(?![A-Za-z0-9])/,
          literals: ['key'],
          minEntropy: 3,
          examples: ['KEY=KEY{A-F0-9:32}_{A-Za-z0-9:22}', '"KEY{A-F0-9:32}_{A-Za-z0-9:22}"'],
          lookalikes: ['KEY{A-F0-9:32}_{A-Za-z0-9:17}', 'qKEY{A-F0-9:32}_{A-Za-z0-9:22}'],
        },
        keyBesideName({
          rule: 'telnyx-named-key',
          about: 'Telnyx API key',
          names: ['telnyx'],
          key: /KEY[A-Za-z0-9_-]{55}/,
        }),
      ],
    },
  },
})
