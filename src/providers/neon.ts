/** Neon: API keys begin with `napi_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'neon',
  name: 'Neon',
  docs: 'https://neon.com/docs/manage/api-keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'neon-api-key',
          about: 'Neon API key',
          key: /napi_[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
