/** PayMongo: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'paymongo',
  name: 'PayMongo',
  docs: 'https://developers.paymongo.com/docs/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'paymongo-api-key',
          about: 'PayMongo API key',
          names: ['pay mongo'],
          key: /[A-Za-z0-9_]{32}/,
        }),
      ],
    },
  },
})
