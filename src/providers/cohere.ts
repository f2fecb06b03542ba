/** Cohere: API keys of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cohere',
  name: 'Cohere',
  docs: 'https://docs.cohere.com/reference/about',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.cohere.com',
        path: '/v1/models?page_size=1',
        send: bearer,
        live: 'models',
      }),
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
