/** ParseHub: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'parsehub',
  name: 'ParseHub',
  docs: 'https://www.parsehub.com/docs/ref/api/v2/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'parsehub-api-key',
          about: 'ParseHub API key',
          names: ['parse hub'],
          key: /t[A-Za-z0-9_-]{11}/,
        }),
      ],
    },
  },
})
