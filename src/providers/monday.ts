/** monday.com: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'monday',
  name: 'monday.com',
  docs: 'https://developer.monday.com/api-reference/docs/authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'monday-api-token',
          about: 'monday.com API token',
          names: ['monday'],
          common: true,
          key: /eyJ[A-Za-z0-9_-]{15,200}\.eyJ[A-Za-z0-9_-]{50,400}\.[A-Za-z0-9_-]{20,100}/,
        }),
      ],
    },
  },
})
