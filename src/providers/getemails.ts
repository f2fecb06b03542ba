/** GetEmails: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'getemails',
  name: 'GetEmails',
  docs: 'https://api.getemails.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'getemails-api-key',
          about: 'GetEmails API key',
          names: ['getemails'],
          key: /[a-z0-9-]{26}/,
        }),
      ],
    },
  },
})
