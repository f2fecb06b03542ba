/** LinkedIn: client secrets begin with `WPL_AP1.`. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'linkedin',
  name: 'LinkedIn',
  docs: 'https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'linkedin-client-secret',
          about: 'LinkedIn client secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>WPL_AP1\.[A-Za-z0-9]{16}\.[A-Za-z0-9+/]{6}==)/,
          literals: ['wpl_ap1.'],
          minEntropy: 3,
          examples: ['KEY=WPL_AP1.{A-Za-z0-9:16}.{A-Za-z0-9+/:6}==', '"WPL_AP1.{A-Za-z0-9:16}.{A-Za-z0-9+/:6}=="'],
          lookalikes: ['WPL_AP1.{A-Za-z0-9:16}.{A-Za-z0-9+/:3}==', 'qWPL_AP1.{A-Za-z0-9:16}.{A-Za-z0-9+/:6}=='],
        },
        keyBesideName({
          rule: 'linkedin-old-client-secret',
          about: 'LinkedIn client secret of 16 characters',
          names: ['linkedin', 'linked in'],
          key: /[A-Za-z0-9]{16}/,
        }),
      ],
    },
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'linkedin-access-token',
          about: 'LinkedIn access token',
          names: ['linkedin'],
          key: /AQ[A-Za-z0-9_-]{100,600}/,
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'linkedin-client-id',
          about: 'LinkedIn client id',
          names: ['linkedin client id', 'linkedin id', 'linkedin key', 'linkedin api key', 'linkedin app id'],
          part: 'id',
          key: /[a-z0-9]{12,14}/,
        }),
      ],
    },
  },
})
