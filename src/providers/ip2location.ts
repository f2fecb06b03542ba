/** IP2Location: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ip2location',
  name: 'IP2Location',
  docs: 'https://www.ip2location.io/ip2location-documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ip2location-api-key',
          about: 'IP2Location API key',
          names: ['ip2location'],
          key: /[A-Z0-9]{32}/,
        }),
      ],
    },
  },
})
