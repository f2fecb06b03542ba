/** Cloudmersive: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cloudmersive',
  name: 'Cloudmersive',
  docs: 'https://api.cloudmersive.com/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cloudmersive-api-key',
          about: 'Cloudmersive API key',
          names: ['cloudmersive'],
          key: /[a-z0-9-]{36}/,
        }),
      ],
    },
  },
})
