/** Loyverse: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'loyverse',
  name: 'Loyverse',
  docs: 'https://developer.loyverse.com/docs/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'loyverse-access-token',
          about: 'Loyverse access token',
          names: ['loyverse'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
