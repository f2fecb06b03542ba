/** SSLMate: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sslmate',
  name: 'SSLMate',
  docs: 'https://sslmate.com/help/reference/apiv2',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'sslmate-api-key',
          about: 'SSLMate API key',
          names: ['ssl mate'],
          key: /[A-Za-z0-9]{36}/,
        }),
      ],
    },
  },
})
