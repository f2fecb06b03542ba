/** Demio: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'demio',
  name: 'Demio',
  docs: 'https://publicdemioapi.docs.apiary.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'demio-api-key',
          about: 'Demio API key',
          names: ['demio'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
