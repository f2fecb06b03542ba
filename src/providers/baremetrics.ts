/** Baremetrics: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'baremetrics',
  name: 'Baremetrics',
  docs: 'https://developers.baremetrics.com/reference/introduction',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'baremetrics-api-key',
          about: 'Baremetrics API key',
          names: ['baremetrics'],
          key: /[a-z0-9_-]{25}/,
        }),
      ],
    },
  },
})
