/** Column: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'column',
  name: 'Column',
  docs: 'https://column.com/docs/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'column-api-key',
          about: 'Column API key',
          names: ['column'],
          key: /(?:test|live)_[A-Za-z0-9]{27}/,
        }),
      ],
    },
  },
})
