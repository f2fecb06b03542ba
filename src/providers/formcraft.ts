/** FormCraft: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'formcraft',
  name: 'FormCraft',
  docs: 'https://formcraft-wp.com/help/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'formcraft-api-key',
          about: 'FormCraft API key',
          names: ['formcraft'],
          key: /[a-z0-9]{16}/,
        }),
      ],
    },
  },
})
