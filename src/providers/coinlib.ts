/** Coinlib: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'coinlib',
  name: 'Coinlib',
  docs: 'https://coinlib.io/apidocs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'coinlib-api-key',
          about: 'Coinlib API key',
          names: ['coinlib'],
          key: /[a-z0-9]{16}/,
        }),
      ],
    },
  },
})
