/** Teamgate: API keys and auth tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'teamgate',
  name: 'Teamgate',
  docs: 'https://developers.teamgate.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'teamgate-api-key',
          about: 'Teamgate API key',
          names: ['team gate'],
          key: /[A-Za-z0-9]{80}/,
        }),
      ],
    },
    'auth-token': {
      label: 'auth token',
      about: 'auth token',
      detect: [
        keyBesideName({
          rule: 'teamgate-auth-token',
          about: 'Teamgate auth token',
          names: ['team gate'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
