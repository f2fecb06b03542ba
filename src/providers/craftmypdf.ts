/** CraftMyPDF: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'craftmypdf',
  name: 'CraftMyPDF',
  docs: 'https://craftmypdf.com/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'craftmypdf-api-key',
          about: 'CraftMyPDF API key',
          names: ['craftmypdf'],
          key: /[A-Za-z0-9]{35}/,
        }),
      ],
    },
  },
})
