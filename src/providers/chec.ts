/** Chec Commerce.js: API keys, known by the name beside them; commerce keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'chec',
  name: 'Chec Commerce.js',
  docs: 'https://commercejs.com/docs/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'chec-api-key',
          about: 'Chec Commerce.js API key',
          names: ['chec', 'checio'],
          key: /[ps]k_(?:test_)?[a-z0-9]{40,48}/,
          common: true,
        }),
      ],
    },
    'commercejs-key': {
      label: 'commerce key',
      about: 'commerce key',
      detect: [
        keyBesideName({
          rule: 'chec-commercejs-key',
          about: 'Chec Commerce.js commerce key',
          names: ['commercejs', 'commerce js'],
          key: /[a-z0-9_]{48}/,
        }),
      ],
    },
  },
})
