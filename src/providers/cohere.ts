/** Cohere: API keys of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cohere',
  name: 'Cohere',
  docs: 'https://docs.cohere.com/reference/about',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cohere-api-key',
          about: 'Cohere API key',
          names: ['cohere', 'co api'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
