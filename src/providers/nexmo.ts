/** Vonage: API secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nexmo',
  name: 'Vonage',
  docs: 'https://developer.vonage.com/en/getting-started/concepts/authentication',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'nexmo-api-secret',
          about: 'Vonage API secret',
          names: ['nexmo', 'vonage'],
          key: /[A-Za-z0-9_-]{16}/,
        }),
      ],
    },
  },
})
