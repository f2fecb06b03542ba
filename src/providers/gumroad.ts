/** Gumroad: access tokens of 43 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'gumroad',
  name: 'Gumroad',
  docs: 'https://gumroad.com/api',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'gumroad-access-token',
          about: 'Gumroad access token',
          names: ['gumroad'],
          key: /[A-Za-z0-9_-]{43}/,
        }),
        keyBesideName({
          rule: 'gumroad-old-token',
          about: 'Gumroad access token',
          names: ['gumroad'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
