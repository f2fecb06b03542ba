/** Appcues: API keys, known by the name beside them; API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'appcues',
  name: 'Appcues',
  docs: 'https://api.appcues.com/v2/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'appcues-api-key',
          about: 'Appcues API key',
          names: ['appcues'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
        }),
      ],
    },
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'appcues-api-secret',
          about: 'Appcues API secret',
          names: ['appcues'],
          key: /[a-z0-9-]{39}/,
        }),
      ],
    },
  },
})
