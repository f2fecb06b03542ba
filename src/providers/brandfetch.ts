/** Brandfetch: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'brandfetch',
  name: 'Brandfetch',
  docs: 'https://docs.brandfetch.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'brandfetch-api-key',
          about: 'Brandfetch API key',
          names: ['brandfetch'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
