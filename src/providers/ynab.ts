/** YNAB: access tokens and new access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

const names = ['ynab', 'you need a budget']

export default defineProvider({
  id: 'ynab',
  name: 'YNAB',
  docs: 'https://api.ynab.com',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'ynab-access-token',
          about: 'YNAB access token',
          names,
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
    'new-access-token': {
      label: 'new access token',
      about: 'new access token',
      detect: [
        keyBesideName({
          rule: 'ynab-new-access-token',
          about: 'YNAB new access token',
          names,
          key: /[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
