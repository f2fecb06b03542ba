/** Duply: secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'duply',
  name: 'Duply',
  docs: 'https://duply.co/docs',
  keys: {
    secret: {
      label: 'secret',
      about: 'secret',
      detect: [
        keyBesideName({
          rule: 'duply-secret',
          about: 'Duply secret',
          names: ['duply'],
          key: /[A-Z0-9]{7}(?:-[A-Z0-9]{7}){3}/,
        }),
      ],
    },
  },
})
