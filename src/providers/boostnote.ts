/** Boost Note: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'boostnote',
  name: 'Boost Note',
  docs: 'https://boostnote.io/features/public-api',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'boostnote-access-token',
          about: 'Boost Note access token',
          names: ['boostnote', 'boost note'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
