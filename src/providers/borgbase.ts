/** BorgBase: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'borgbase',
  name: 'BorgBase',
  docs: 'https://docs.borgbase.com/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'borgbase-api-key',
          about: 'BorgBase API key',
          names: ['borgbase'],
          key: /[A-Za-z0-9/_.-]{148,152}/,
        }),
      ],
    },
  },
})
