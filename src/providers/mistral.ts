/** Mistral: API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mistral',
  name: 'Mistral',
  docs: 'https://docs.mistral.ai/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.mistral.ai',
        path: '/v1/models',
        send: bearer,
        live: 'data',
      }),
      detect: [
        keyBesideName({
          rule: 'mistral-api-key',
          about: 'Mistral API key',
          names: ['mistral'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
