/** PlanetScale: access tokens begin with `pscale_tkn_`. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'planetscale',
  name: 'PlanetScale',
  docs: 'https://planetscale.com/docs/concepts/service-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'planetscale-access-token',
          about: 'PlanetScale access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>pscale_(?:tkn|pw|oauth)_[A-Za-z0-9=._-]{32,64})(?![A-Za-z0-9_-])/,
          literals: ['pscale_tkn_', 'pscale_pw_', 'pscale_oauth_'],
          minEntropy: 3,
          examples: [
            'KEY=pscale_tkn_{A-Za-z0-9=._-:48}',
            '"pscale_pw_{A-Za-z0-9=._-:48}"',
            'Bearer pscale_oauth_{A-Za-z0-9=._-:48}',
          ],
          lookalikes: ['pscale_tkn_{A-Za-z0-9=._-:24}', 'qpscale_tkn_{A-Za-z0-9=._-:48}'],
        },
      ],
    },
    'token-id': {
      label: 'token id',
      about: 'token id',
      detect: [
        keyBesideName({
          rule: 'planetscale-token-id',
          about: 'PlanetScale token id',
          names: [
            'planetscale id',
            'planetscale token id',
            'planetscale service token id',
            'planetscale name',
            'planetscale user',
            'pscale id',
            'pscale user',
          ],
          part: 'id',
          key: /[a-z0-9]{12}/,
        }),
      ],
    },
  },
})
