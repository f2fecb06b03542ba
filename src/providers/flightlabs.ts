/** FlightLabs: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'flightlabs',
  name: 'FlightLabs',
  docs: 'https://www.goflightlabs.com/dashboard',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'flightlabs-access-key',
          about: 'FlightLabs access key',
          names: ['flightlabs'],
          key: /ey[A-Za-z0-9_-]{34}\.ey[A-Za-z0-9._-]{300,350}/,
        }),
      ],
    },
  },
})
