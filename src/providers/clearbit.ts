/** Clearbit: API keys of 35 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clearbit',
  name: 'Clearbit',
  docs: 'https://dashboard.clearbit.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'clearbit-api-key',
          about: 'Clearbit API key',
          names: ['clearbit'],
          key: /sk_[a-z0-9]{32}/,
        }),
        keyBesideName({
          rule: 'clearbit-api-key-old',
          about: 'Clearbit API key',
          names: ['clearbit'],
          key: /[a-z0-9]{35}/,
        }),
      ],
    },
  },
})
