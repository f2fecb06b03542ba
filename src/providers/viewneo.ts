/** viewneo: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'viewneo',
  name: 'viewneo',
  docs: 'https://www.viewneo.com',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'viewneo-access-token',
          about: 'viewneo access token',
          names: ['view neo'],
          key: /[A-Za-z0-9]{120,300}\.[A-Za-z0-9]{150,300}\.[A-Za-z0-9_-]{600,800}/,
        }),
      ],
    },
  },
})
