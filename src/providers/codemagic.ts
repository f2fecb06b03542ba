/** Codemagic: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'codemagic',
  name: 'Codemagic',
  docs: 'https://docs.codemagic.io/rest-api/codemagic-rest-api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'codemagic-api-token',
          about: 'Codemagic API token',
          names: ['codemagic'],
          key: /[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
