/** Feedier: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'feedier',
  name: 'Feedier',
  docs: 'https://docs.feedier.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'feedier-api-key',
          about: 'Feedier API key',
          names: ['feedier'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
