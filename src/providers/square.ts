/** Square: access tokens begin with `sq0atp-`; application secrets begin with `sq0csp-`; access tokens begin with `EAAA`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'square',
  name: 'Square',
  docs: 'https://developer.squareup.com/docs/build-basics/access-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'square-access-token',
          about: 'Square access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sq0(?:atp|idp|idb)-[A-Za-z0-9_-]{22})(?![A-Za-z0-9_-])/,
          literals: ['sq0atp-', 'sq0idp-', 'sq0idb-'],
          minEntropy: 3,
          examples: ['KEY=sq0atp-{A-Za-z0-9_-:22}', '"sq0idp-{A-Za-z0-9_-:22}"', 'Bearer sq0idb-{A-Za-z0-9_-:22}'],
          lookalikes: ['sq0atp-{A-Za-z0-9_-:17}', 'qsq0atp-{A-Za-z0-9_-:22}'],
        },
        {
          rule: 'square-production-token',
          about: 'Square access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>EAAA[A-Za-z0-9_-]{60})(?![A-Za-z0-9_-])/,
          literals: ['eaaa'],
          minEntropy: 3.5,
          examples: ['KEY=EAAA{A-Za-z0-9_-:60}', '"EAAA{A-Za-z0-9_-:60}"'],
          lookalikes: ['EAAA{A-Za-z0-9_-:45}', 'qEAAA{A-Za-z0-9_-:60}'],
        },
      ],
    },
    'application-secret': {
      label: 'application secret',
      about: 'application secret',
      detect: [
        {
          rule: 'square-application-secret',
          about: 'Square application secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>sq0csp-[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
          literals: ['sq0csp-'],
          minEntropy: 3,
          examples: ['KEY=sq0csp-{A-Za-z0-9_-:43}', '"sq0csp-{A-Za-z0-9_-:43}"'],
          lookalikes: ['sq0csp-{A-Za-z0-9_-:33}', 'qsq0csp-{A-Za-z0-9_-:43}'],
        },
      ],
    },
  },
})
