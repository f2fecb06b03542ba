/** Lunch Money: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'lunch-money',
  name: 'Lunch Money',
  docs: 'https://lunchmoney.dev/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'lunch-money-access-token',
          about: 'Lunch Money access token',
          names: ['lunchmoney', 'lunch money'],
          key: /[a-f0-9]{50}/,
        }),
      ],
    },
  },
})
