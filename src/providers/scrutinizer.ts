/** Scrutinizer: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scrutinizer',
  name: 'Scrutinizer',
  docs: 'https://scrutinizer-ci.com/docs/api/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'scrutinizer-access-token',
          about: 'Scrutinizer access token',
          names: ['scrutinizer', 'scrutinizer ci'],
          common: true,
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
