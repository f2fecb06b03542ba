/** Interseller: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'interseller',
  name: 'Interseller',
  docs: 'https://developer.interseller.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'interseller-api-key',
          about: 'Interseller API key',
          names: ['interseller'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
