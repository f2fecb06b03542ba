/** Aletheia: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'aletheia',
  name: 'Aletheia',
  docs: 'https://docs.aletheiaapi.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'aletheia-api-key',
          about: 'Aletheia API key',
          names: ['aletheiaapi', 'aletheia'],
          key: /[A-Z0-9]{32}/,
        }),
      ],
    },
  },
})
