/** TrueNAS: API keys of 68 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'truenas',
  name: 'TrueNAS',
  docs: 'https://www.truenas.com/docs/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'truenas-api-key',
          about: 'TrueNAS API key',
          names: ['truenas', 'bearer', 'api key', 'x api key'],
          key: /[0-9]{1,3}-[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
