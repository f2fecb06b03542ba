/** UPC Database: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'upcdatabase',
  name: 'UPC Database',
  docs: 'https://upcdatabase.org/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'upcdatabase-api-key',
          about: 'UPC Database API key',
          names: ['upc database'],
          key: /[A-Z0-9]{32}/,
        }),
      ],
    },
  },
})
