/** Copper: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'copper',
  name: 'Copper',
  docs: 'https://developer.copper.com/introduction/authentication.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'copper-api-key',
          about: 'Copper API key',
          names: ['copper', 'prosperworks'],
          key: /[a-f0-9]{32}/,
          common: true,
        }),
      ],
    },
  },
})
