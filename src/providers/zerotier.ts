/** ZeroTier: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zerotier',
  name: 'ZeroTier',
  docs: 'https://docs.zerotier.com/api/tokens/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'zerotier-api-token',
          about: 'ZeroTier API token',
          names: ['zero tier'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
