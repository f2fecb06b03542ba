/** Deputy: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'deputy',
  name: 'Deputy',
  docs: 'https://developer.deputy.com/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'deputy-access-token',
          about: 'Deputy access token',
          names: ['deputy'],
          key: /[a-f0-9]{32}/,
          common: true,
        }),
      ],
    },
  },
})
