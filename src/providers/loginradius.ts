/** LoginRadius: API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'loginradius',
  name: 'LoginRadius',
  docs: 'https://www.loginradius.com/docs/',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'loginradius-api-secret',
          about: 'LoginRadius API secret',
          names: ['loginradius'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
