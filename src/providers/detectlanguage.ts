/** Detect Language: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'detectlanguage',
  name: 'Detect Language',
  docs: 'https://detectlanguage.com/documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'detectlanguage-api-key',
          about: 'Detect Language API key',
          names: ['detectlanguage', 'detect language'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
