/** CompanyHub: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'companyhub',
  name: 'CompanyHub',
  docs: 'https://companyhub.com/docs/api-documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'companyhub-api-key',
          about: 'CompanyHub API key',
          names: ['companyhub'],
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
