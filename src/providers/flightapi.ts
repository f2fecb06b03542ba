/** FlightAPI: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'flightapi',
  name: 'FlightAPI',
  docs: 'https://docs.flightapi.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'flightapi-api-key',
          about: 'FlightAPI API key',
          names: ['flightapi', 'flight api'],
          key: /[a-z0-9]{24}/,
        }),
      ],
    },
  },
})
