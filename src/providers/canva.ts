/** Canva: client secrets begin with `cnvca`. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'canva',
  name: 'Canva',
  docs: 'https://www.canva.dev/docs/connect/authentication/',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        fixedKey({
          rule: 'canva-client-secret',
          about: 'Canva client secret',
          key: /cnvca[A-Za-z0-9_-]{51}/,
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'canva-client-id',
          about: 'Canva client id',
          names: ['canva client', 'canva app'],
          part: 'id',
          key: /OC-[A-Za-z0-9_-]{8,16}/,
        }),
      ],
    },
  },
})
