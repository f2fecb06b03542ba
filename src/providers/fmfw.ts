/** FMFW.io: API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fmfw',
  name: 'FMFW.io',
  docs: 'https://api.fmfw.io/',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'fmfw-api-secret',
          about: 'FMFW.io API secret',
          names: ['fmfw'],
          key: /[A-Za-z0-9_-]{32}/,
        }),
      ],
    },
  },
})
