/** Hygraph: auth tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'hygraph',
  name: 'Hygraph',
  docs: 'https://hygraph.com/docs/api-reference/basics/authorization',
  keys: {
    'auth-token': {
      label: 'auth token',
      about: 'auth token',
      detect: [
        keyBesideName({
          rule: 'hygraph-auth-token',
          about: 'Hygraph auth token',
          names: ['graphcms', 'hygraph'],
          key: /eyJ[A-Za-z0-9_-]{60,80}\.eyJ[A-Za-z0-9_-]{200,400}\.[A-Za-z0-9_-]{683}/,
        }),
      ],
    },
  },
})
