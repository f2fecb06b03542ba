/** Storecove: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'storecove',
  name: 'Storecove',
  docs: 'https://www.storecove.com/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'storecove-api-key',
          about: 'Storecove API key',
          names: ['store cove'],
          key: /[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
