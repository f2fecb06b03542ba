/** Walk Score: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'walkscore',
  name: 'Walk Score',
  docs: 'https://www.walkscore.com/professional/api.php',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'walkscore-api-key',
          about: 'Walk Score API key',
          names: ['walk score', 'wsapikey'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
