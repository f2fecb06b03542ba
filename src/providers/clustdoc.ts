/** Clustdoc: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clustdoc',
  name: 'Clustdoc',
  docs: 'https://clustdoc.com/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'clustdoc-api-key',
          about: 'Clustdoc API key',
          names: ['clustdoc'],
          key: /[A-Za-z0-9]{60}/,
        }),
      ],
    },
  },
})
