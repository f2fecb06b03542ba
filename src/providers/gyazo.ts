/** Gyazo: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'gyazo',
  name: 'Gyazo',
  docs: 'https://gyazo.com/api/docs',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'gyazo-access-token',
          about: 'Gyazo access token',
          names: ['gyazo'],
          key: /[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
