/** Codequiry: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'codequiry',
  name: 'Codequiry',
  docs: 'https://codequiry.com/usage/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'codequiry-api-key',
          about: 'Codequiry API key',
          names: ['codequiry'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
