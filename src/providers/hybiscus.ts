/** Hybiscus: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'hybiscus',
  name: 'Hybiscus',
  docs: 'https://hybiscus.dev/docs/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'hybiscus-api-key',
          about: 'Hybiscus API key',
          names: ['hybiscus'],
          key: /[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
