/** JupiterOne: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'jupiterone',
  name: 'JupiterOne',
  docs: 'https://docs.jupiterone.io/api/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'jupiterone-api-key',
          about: 'JupiterOne API key',
          names: ['jupiterone', 'jupiter one'],
          key: /[A-Za-z0-9]{76}/,
        }),
      ],
    },
  },
})
