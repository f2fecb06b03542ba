/** PubNub: publish keys begin with `pub-c-`; secret keys begin with `sec-c-`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pubnub',
  name: 'PubNub',
  docs: 'https://www.pubnub.com/docs/general/setup/account-setup',
  keys: {
    'publish-key': {
      label: 'publish key',
      about: 'publish key',
      detect: [
        {
          rule: 'pubnub-publish-key',
          about: 'PubNub publish key',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>(?:pub|sub)-c-[a-z0-9]{8}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{12})(?![A-Za-z0-9])/,
          literals: ['pub-c-', 'sub-c-'],
          minEntropy: 3,
          examples: [
            'KEY=pub-c-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
            '"sub-c-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}"',
          ],
          lookalikes: [
            'pub-c-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:9}',
            'qpub-c-{a-f0-9:8}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:4}-{a-f0-9:12}',
          ],
        },
      ],
    },
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        {
          rule: 'pubnub-secret-key',
          about: 'PubNub secret key',
          pattern: /(?<![A-Za-z0-9])(?<secret>sec-c-[A-Za-z0-9]{48})(?![A-Za-z0-9])/,
          literals: ['sec-c-'],
          minEntropy: 3,
          examples: ['KEY=sec-c-{A-Za-z0-9:48}', '"sec-c-{A-Za-z0-9:48}"'],
          lookalikes: ['sec-c-{A-Za-z0-9:36}', 'qsec-c-{A-Za-z0-9:48}'],
        },
      ],
    },
  },
})
