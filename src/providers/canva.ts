/** Canva: client secrets begin with `cnvca`. */
import { fixedKey } from './key-form.ts'
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
  },
})
