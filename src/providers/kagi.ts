/** Kagi: API keys of 55 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'kagi',
  name: 'Kagi',
  docs: 'https://help.kagi.com/kagi/api/overview.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'kagi-api-key',
          about: 'Kagi API key',
          names: ['kagi'],
          key: /[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
