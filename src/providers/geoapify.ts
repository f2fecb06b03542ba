/** Geoapify: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'geoapify',
  name: 'Geoapify',
  docs: 'https://apidocs.geoapify.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'geoapify-api-key',
          about: 'Geoapify API key',
          names: ['geoapify'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
