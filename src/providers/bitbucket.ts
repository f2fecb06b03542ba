/** Bitbucket: app passwords begin with `ATBB`; client secrets of 64 characters, known by the name beside them; access tokens of 44 characters, known by the name beside them; client ids of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bitbucket',
  name: 'Bitbucket',
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
  keys: {
    'app-password': {
      label: 'app password',
      about: 'app password',
      detect: [
        {
          rule: 'bitbucket-app-password',
          about: 'Bitbucket app password',
          pattern: /(?<![A-Za-z0-9])(?<secret>ATBB[A-Za-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['atbb'],
          minEntropy: 3,
          examples: ['KEY=ATBB{A-Za-z0-9:32}', '"ATBB{A-Za-z0-9:32}"'],
          lookalikes: ['ATBB{A-Za-z0-9:24}', 'qATBB{A-Za-z0-9:32}'],
        },
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'bitbucket-client-secret',
          about: 'Bitbucket client secret',
          names: ['bitbucket'],
          key: /[A-Za-z0-9_=-]{64}/,
        }),
      ],
    },
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'bitbucket-access-token',
          about: 'Bitbucket access token',
          names: ['bitbucket'],
          key: /[A-Za-z0-9_-]{44}/,
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'bitbucket-client-id',
          about: 'Bitbucket client id',
          names: ['bitbucket'],
          key: /[A-Za-z0-9]{30,32}/,
        }),
      ],
    },
  },
})
