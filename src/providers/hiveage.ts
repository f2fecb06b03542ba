/** Hiveage: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'hiveage',
  name: 'Hiveage',
  docs: 'https://www.hiveage.com/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'hiveage-api-key',
          about: 'Hiveage API key',
          names: ['hiveage'],
          key: /[A-Za-z0-9_-]{20}/,
        }),
      ],
    },
  },
})
