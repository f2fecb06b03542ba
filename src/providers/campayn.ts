/** Campayn: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'campayn',
  name: 'Campayn',
  docs: 'https://github.com/nebojsac/Campayn-API',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'campayn-api-key',
          about: 'Campayn API key',
          names: ['campayn'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
