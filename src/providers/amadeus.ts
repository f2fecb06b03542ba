/** Amadeus: API keys, known by the name beside them; API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'amadeus',
  name: 'Amadeus',
  docs: 'https://developers.amadeus.com/get-started/get-started-with-self-service-apis-335',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'amadeus-api-key',
          about: 'Amadeus API key',
          names: ['amadeus'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'amadeus-api-secret',
          about: 'Amadeus API secret',
          names: ['amadeus'],
          key: /[A-Za-z0-9]{16}/,
        }),
      ],
    },
  },
})
