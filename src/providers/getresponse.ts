/** GetResponse: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'getresponse',
  name: 'GetResponse',
  docs: 'https://apidocs.getresponse.com/v3/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'getresponse-api-key',
          about: 'GetResponse API key',
          names: ['getresponse', 'get response'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
