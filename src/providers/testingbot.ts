/** TestingBot: API secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'testingbot',
  name: 'TestingBot',
  docs: 'https://testingbot.com/support/api',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'testingbot-api-secret',
          about: 'TestingBot API secret',
          names: ['testing bot'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
