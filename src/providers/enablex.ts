/** EnableX: app keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'enablex',
  name: 'EnableX',
  docs: 'https://developer.enablex.io/docs/guides/',
  keys: {
    'app-key': {
      label: 'app key',
      about: 'app key',
      detect: [
        keyBesideName({
          rule: 'enablex-app-key',
          about: 'EnableX app key',
          names: ['enablex'],
          key: /[A-Za-z0-9]{36}/,
        }),
      ],
    },
  },
})
