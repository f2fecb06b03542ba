/** Phrase: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'phrase',
  name: 'Phrase',
  docs: 'https://developers.phrase.com/api/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'phrase-access-token',
          about: 'Phrase access token',
          names: ['phrase', 'phrase app'],
          common: true,
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
