/** User.com: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'user-com',
  name: 'User.com',
  docs: 'https://docs.user.com/rest-api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'user-com-api-key',
          about: 'User.com API key',
          names: ['user com'],
          common: true,
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
