/** ipgeolocation: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ipgeolocation',
  name: 'ipgeolocation',
  docs: 'https://ipgeolocation.io/documentation.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ipgeolocation-api-key',
          about: 'ipgeolocation API key',
          names: ['ipgeolocation', 'ip geolocation'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
