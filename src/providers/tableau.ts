/** Tableau: personal access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tableau',
  name: 'Tableau',
  docs: 'https://help.tableau.com/current/server/en-us/security_personal_access_tokens.htm',
  keys: {
    'personal-access-token': {
      label: 'personal access token',
      about: 'personal access token',
      detect: [
        keyBesideName({
          rule: 'tableau-personal-access-token',
          about: 'Tableau personal access token',
          names: ['tableau'],
          key: /[A-Za-z0-9+/]{22}==:[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
