/** Pagar.me: API keys begin with `ak_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pagarme',
  name: 'Pagar.me',
  docs: 'https://docs.pagar.me',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'pagarme-api-key',
          about: 'Pagar.me API key',
          key: /ak_(?:live|test)_[A-Za-z0-9]{30}/,
        }),
      ],
    },
  },
})
