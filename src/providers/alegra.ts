/** Alegra: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'alegra',
  name: 'Alegra',
  docs: 'https://developer.alegra.com/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'alegra-api-token',
          about: 'Alegra API token',
          names: ['alegra'],
          key: /[a-z0-9]{20}/,
        }),
      ],
    },
  },
})
