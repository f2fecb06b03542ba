/** Sportmonks: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sportmonks',
  name: 'Sportmonks',
  docs: 'https://docs.sportmonks.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'sportmonks-api-token',
          about: 'Sportmonks API token',
          names: ['sportsmonk', 'sport monks'],
          key: /[A-Za-z0-9]{60}/,
        }),
      ],
    },
  },
})
