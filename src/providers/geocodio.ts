/** Geocodio: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'geocodio',
  name: 'Geocodio',
  docs: 'https://www.geocod.io/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'geocodio-api-key',
          about: 'Geocodio API key',
          names: ['geocodio', 'geocod.io'],
          key: /[a-z0-9]{39}/,
        }),
      ],
    },
  },
})
