/** PostageApp: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'postageapp',
  name: 'PostageApp',
  docs: 'https://help.postageapp.com/kb/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'postageapp-api-key',
          about: 'PostageApp API key',
          names: ['postage app'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
