/** ReachMail: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'reachmail',
  name: 'ReachMail',
  docs: 'https://services.reachmail.net',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'reachmail-access-token',
          about: 'ReachMail access token',
          names: ['reach mail'],
          key: /[A-Za-z0-9_-]{64}/,
        }),
      ],
    },
  },
})
