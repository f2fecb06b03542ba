/** Instantly: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'instantly',
  name: 'Instantly',
  docs: 'https://developer.instantly.ai/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'instantly-api-key',
          about: 'Instantly API key',
          names: ['instantly'],
          key: /[A-Za-z0-9+/]{66}==/,
        }),
      ],
    },
  },
})
