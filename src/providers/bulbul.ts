/** Bulbul: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bulbul',
  name: 'Bulbul',
  docs: 'https://bulbul.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'bulbul-api-key',
          about: 'Bulbul API key',
          names: ['bulbul'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
