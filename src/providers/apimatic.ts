/** APIMatic: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'apimatic',
  name: 'APIMatic',
  docs: 'https://docs.apimatic.io/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'apimatic-api-key',
          about: 'APIMatic API key',
          names: ['apimatic'],
          key: /[A-Za-z0-9_-]{64}/,
        }),
      ],
    },
  },
})
