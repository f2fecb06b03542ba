/** Censys: API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'censys',
  name: 'Censys',
  docs: 'https://docs.censys.com/reference/get-started',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'censys-api-secret',
          about: 'Censys API secret',
          names: ['censys'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
