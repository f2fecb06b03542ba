/** FlightStats: app keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'flightstats',
  name: 'FlightStats',
  docs: 'https://developer.flightstats.com/api-docs/how_to',
  keys: {
    'app-key': {
      label: 'app key',
      about: 'app key',
      detect: [
        keyBesideName({
          rule: 'flightstats-app-key',
          about: 'FlightStats app key',
          names: ['flightstats'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
