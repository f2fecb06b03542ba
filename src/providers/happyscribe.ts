/** Happy Scribe: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'happyscribe',
  name: 'Happy Scribe',
  docs: 'https://dev.happyscribe.com/sections/product/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'happyscribe-api-key',
          about: 'Happy Scribe API key',
          names: ['happyscribe', 'happy scribe'],
          key: /[A-Za-z0-9]{24}/,
        }),
      ],
    },
  },
})
