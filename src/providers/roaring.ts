/** Roaring: client secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'roaring',
  name: 'Roaring',
  docs: 'https://developer.roaring.io',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'roaring-client-secret',
          about: 'Roaring client secret',
          names: ['roaring'],
          common: true,
          key: /[A-Za-z0-9_-]{28}/,
        }),
      ],
    },
  },
})
