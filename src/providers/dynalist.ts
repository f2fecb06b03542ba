/** Dynalist: secret tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dynalist',
  name: 'Dynalist',
  docs: 'https://apidocs.dynalist.io/',
  keys: {
    'api-token': {
      label: 'secret token',
      about: 'secret token',
      detect: [
        keyBesideName({
          rule: 'dynalist-api-token',
          about: 'Dynalist secret token',
          names: ['dynalist'],
          key: /[A-Za-z0-9_-]{128}/,
        }),
      ],
    },
  },
})
