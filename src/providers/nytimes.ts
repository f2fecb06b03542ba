/** The New York Times: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nytimes',
  name: 'The New York Times',
  docs: 'https://developer.nytimes.com/get-started',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'nytimes-api-key',
          about: 'The New York Times API key',
          names: ['ny times', 'new york times'],
          key: /[a-z0-9=_-]{32}/,
        }),
      ],
    },
  },
})
