/** Route4Me: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'route4me',
  name: 'Route4Me',
  docs: 'https://route4me.io/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'route4me-api-key',
          about: 'Route4Me API key',
          names: ['route 4 me'],
          key: /[A-Z0-9]{32}/,
        }),
      ],
    },
  },
})
