/** SettleMint: access tokens begin with `sm_aat_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'settlemint',
  name: 'SettleMint',
  docs: 'https://console.settlemint.com/documentation/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'settlemint-access-token',
          about: 'SettleMint access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sm_(?:aat|pat|sat)_[A-Za-z0-9]{16})(?![A-Za-z0-9])/,
          literals: ['sm_aat_', 'sm_pat_', 'sm_sat_'],
          minEntropy: 3,
          examples: ['KEY=sm_aat_{A-Za-z0-9:16}', '"sm_pat_{A-Za-z0-9:16}"', 'Bearer sm_sat_{A-Za-z0-9:16}'],
          lookalikes: ['sm_aat_{A-Za-z0-9:12}', 'qsm_aat_{A-Za-z0-9:16}'],
        },
      ],
    },
  },
})
