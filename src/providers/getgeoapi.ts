/** GetGeoAPI: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'getgeoapi',
  name: 'GetGeoAPI',
  docs: 'https://getgeoapi.com/documentation/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'getgeoapi-api-key',
          about: 'GetGeoAPI API key',
          names: ['getgeoapi'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
