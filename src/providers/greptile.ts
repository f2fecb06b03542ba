/** Greptile: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'greptile',
  name: 'Greptile',
  docs: 'https://www.greptile.com/docs/api-reference',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'greptile-api-key',
          about: 'Greptile API key',
          names: ['greptile'],
          key: /[A-Za-z0-9+/]{48}/,
        }),
      ],
    },
  },
})
