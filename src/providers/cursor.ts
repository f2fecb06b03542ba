/** Cursor: API keys begin with `key_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cursor',
  name: 'Cursor',
  docs: 'https://docs.cursor.com/en/account/teams/admin-api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'cursor-api-key',
          about: 'Cursor API key',
          key: /key_[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
