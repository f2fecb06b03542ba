/** Form.io: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'formio',
  name: 'Form.io',
  docs: 'https://help.form.io/developers/auth',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'formio-api-token',
          about: 'Form.io API token',
          names: ['formio', 'form io'],
          key: /eyJh[A-Za-z0-9]{32}\.[A-Za-z0-9_-]{100,310}\.[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
