/** protocols.io: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'protocols-io',
  name: 'protocols.io',
  docs: 'https://www.protocols.io/developers',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'protocols-io-access-token',
          about: 'protocols.io access token',
          names: ['protocols', 'protocols io'],
          common: true,
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
