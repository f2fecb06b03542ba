/** Geocodify: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'geocodify',
  name: 'Geocodify',
  docs: 'https://geocodify.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'geocodify-api-key',
          about: 'Geocodify API key',
          names: ['geocodify'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
