/** Dropbox: access tokens begin with `sl.`; access tokens of 163 characters, known by the name beside them; legacy tokens of 64 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dropbox',
  name: 'Dropbox',
  docs: 'https://developers.dropbox.com/oauth-guide',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'dropbox-access-token',
          about: 'Dropbox access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sl\.[A-Za-z0-9_=-]{130,1400})(?![A-Za-z0-9_-])/,
          literals: ['sl.'],
          minEntropy: 4,
          window: { before: 8, after: 1419 },
          examples: ['KEY=sl.{A-Za-z0-9_=-:765}', '"sl.{A-Za-z0-9_=-:765}"'],
          lookalikes: ['sl.{A-Za-z0-9_=-:98}', 'qsl.{A-Za-z0-9_=-:765}'],
        },
        keyBesideName({
          rule: 'dropbox-named-token',
          about: 'Dropbox access token',
          names: ['dropbox'],
          key: /sl\.[A-Za-z0-9_=-]{100,160}/,
        }),
      ],
    },
    'legacy-token': {
      label: 'legacy token',
      about: 'legacy token',
      detect: [
        keyBesideName({
          rule: 'dropbox-legacy-token',
          about: 'Dropbox legacy token',
          names: ['dropbox'],
          key: /[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_=-]{43}/,
        }),
      ],
    },
  },
})
