/** Clockify: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clockify',
  name: 'Clockify',
  docs: 'https://docs.clockify.me/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'clockify-api-key',
          about: 'Clockify API key',
          names: ['clockify'],
          key: /[A-Za-z0-9]{48}/,
        }),
      ],
    },
  },
})
