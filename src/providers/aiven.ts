/** Aiven: service passwords begin with `AVNS_`; access tokens of 372 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'aiven',
  name: 'Aiven',
  docs: 'https://aiven.io/docs/platform/concepts/authentication-tokens',
  keys: {
    'service-password': {
      label: 'service password',
      about: 'service password',
      detect: [
        {
          rule: 'aiven-service-password',
          about: 'Aiven service password',
          pattern: /(?<![A-Za-z0-9])(?<secret>AVNS_[A-Za-z0-9_-]{19})(?![A-Za-z0-9_-])/,
          literals: ['avns_'],
          minEntropy: 3,
          examples: ['KEY=AVNS_{A-Za-z0-9_-:19}', '"AVNS_{A-Za-z0-9_-:19}"'],
          lookalikes: ['AVNS_{A-Za-z0-9_-:15}', 'qAVNS_{A-Za-z0-9_-:19}'],
        },
      ],
    },
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'aiven-access-token',
          about: 'Aiven access token',
          names: ['aiven'],
          key: /[A-Za-z0-9+/=]{372}/,
        }),
      ],
    },
  },
})
