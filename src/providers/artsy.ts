/** Artsy: client secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'artsy',
  name: 'Artsy',
  docs: 'https://developers.artsy.net/',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'artsy-client-secret',
          about: 'Artsy client secret',
          names: ['artsy'],
          key: /[a-f0-9]{32}/,
          common: true,
        }),
      ],
    },
  },
})
