/** Apideck: API keys begin with `sk_live_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'apideck',
  name: 'Apideck',
  docs: 'https://developers.apideck.com/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'apideck-api-key',
          about: 'Apideck API key',
          key: /sk_live_[A-Za-z0-9-]{93}/,
        }),
      ],
    },
  },
})
