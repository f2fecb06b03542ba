/** file.io: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'file-io',
  name: 'file.io',
  docs: 'https://www.file.io/developers',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'file-io-api-key',
          about: 'file.io API key',
          names: ['file io', 'fileio'],
          key: /[A-Z0-9]{7}(?:\.[A-Z0-9]{7}){3}/,
        }),
      ],
    },
    'account-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'file-io-account-key',
          about: 'file.io API key',
          names: ['fileio'],
          key: /[A-Z0-9.-]{39,41}/,
        }),
      ],
    },
  },
})
