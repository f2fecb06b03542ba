/** APITemplate.io: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'apitemplate',
  name: 'APITemplate.io',
  docs: 'https://docs.apitemplate.io/reference',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'apitemplate-api-key',
          about: 'APITemplate.io API key',
          names: ['apitemplate'],
          key: /[A-Za-z0-9]{39}/,
        }),
      ],
    },
  },
})
