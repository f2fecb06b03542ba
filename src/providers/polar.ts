/** Polar: access tokens begin with `polar_oat_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'polar',
  name: 'Polar',
  docs: 'https://polar.sh/docs/integrate/oat',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'polar-access-token',
          about: 'Polar access token',
          pattern:
            /(?<![A-Za-z0-9])(?<secret>polar_(?:oat|pat|at|rt|cs|ci|cst|whs)_[A-Za-z0-9_-]{20,100})(?![A-Za-z0-9_-])/,
          literals: [
            'polar_oat_',
            'polar_pat_',
            'polar_at_',
            'polar_rt_',
            'polar_cs_',
            'polar_ci_',
            'polar_cst_',
            'polar_whs_',
          ],
          minEntropy: 3,
          examples: [
            'KEY=polar_oat_{A-Za-z0-9_-:43}',
            '"polar_pat_{A-Za-z0-9_-:43}"',
            'Bearer polar_at_{A-Za-z0-9_-:43}',
            'token: polar_rt_{A-Za-z0-9_-:43}',
            'KEY=polar_cs_{A-Za-z0-9_-:43}',
            '"polar_ci_{A-Za-z0-9_-:43}"',
            'Bearer polar_cst_{A-Za-z0-9_-:43}',
            'token: polar_whs_{A-Za-z0-9_-:43}',
          ],
          lookalikes: ['polar_oat_{A-Za-z0-9:14}', 'qpolar_oat_{A-Za-z0-9_-:43}'],
        },
      ],
    },
  },
})
