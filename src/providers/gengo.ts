/** Gengo: private keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'gengo',
  name: 'Gengo',
  docs: 'https://developers.gengo.com/',
  keys: {
    'private-key': {
      label: 'private key',
      about: 'private key',
      detect: [
        keyBesideName({
          rule: 'gengo-private-key',
          about: 'Gengo private key',
          names: ['gengo'],
          key: /[A-Za-z0-9_@|^~=$-]{64}/,
        }),
      ],
    },
  },
})
