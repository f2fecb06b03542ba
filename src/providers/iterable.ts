/** Iterable: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'iterable',
  name: 'Iterable',
  docs: 'https://api.iterable.com/api/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'iterable-api-key',
          about: 'Iterable API key',
          names: ['iterable'],
          key: /[A-Za-z0-9]{32,36}/,
          common: true,
        }),
      ],
    },
  },
})
