/** Lemon Squeezy: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'lemon-squeezy',
  name: 'Lemon Squeezy',
  docs: 'https://docs.lemonsqueezy.com/api/getting-started/requests',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'lemon-squeezy-api-key',
          about: 'Lemon Squeezy API key',
          names: ['lemonsqueezy', 'lemon squeezy'],
          key: /eyJ0[A-Za-z0-9]{32}\.[A-Za-z0-9_-]{250,700}\.[A-Za-z0-9_-]{400,700}/,
        }),
      ],
    },
  },
})
