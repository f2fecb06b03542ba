/** SignUpGenius: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'signupgenius',
  name: 'SignUpGenius',
  docs: 'https://developer.signupgenius.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'signupgenius-api-key',
          about: 'SignUpGenius API key',
          names: ['sign up genius', 'signup genius'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
