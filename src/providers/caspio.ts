/** Caspio: client secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'caspio',
  name: 'Caspio',
  docs: 'https://howto.caspio.com/web-services-api/rest-api/',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'caspio-client-secret',
          about: 'Caspio client secret',
          names: ['caspio'],
          key: /[a-z0-9]{50}/,
        }),
      ],
    },
  },
})
