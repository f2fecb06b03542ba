/** LinkedIn: client secrets begin with `WPL_AP1.`. */
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
      ],
    },
  },
})
