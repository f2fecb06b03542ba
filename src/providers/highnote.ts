/** Highnote: secret keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'highnote',
  name: 'Highnote',
  docs: 'https://docs.highnote.com/docs/developers/api/using-api-keys',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'highnote-secret-key',
          about: 'Highnote secret key',
          names: ['highnote'],
          key: /(?:sk|rk)_(?:live|test)_a2V5Xz[A-Za-z0-9+/=]{50,80}/,
        }),
      ],
    },
  },
})
