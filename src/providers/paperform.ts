/** Paperform: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'paperform',
  name: 'Paperform',
  docs: 'https://paperform.readme.io',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'paperform-access-token',
          about: 'Paperform access token',
          names: ['paperform'],
          key: /[A-Za-z0-9._-]{850,1000}/,
        }),
      ],
    },
  },
})
