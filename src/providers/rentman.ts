/** Rentman: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rentman',
  name: 'Rentman',
  docs: 'https://api.rentman.net',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'rentman-api-token',
          about: 'Rentman API token',
          names: ['rent man'],
          key: /ey[A-Za-z0-9]{34}\.ey[A-Za-z0-9._-]{250,300}/,
        }),
      ],
    },
  },
})
