/** OANDA: API keys and access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'oanda',
  name: 'OANDA',
  docs: 'https://developer.oanda.com/rest-live-v20/authentication/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'oanda-api-key',
          about: 'OANDA API key',
          names: ['oanda'],
          key: /[A-Za-z0-9]{24}/,
        }),
      ],
    },
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'oanda-access-token',
          about: 'OANDA access token',
          names: ['oanda'],
          key: /[a-f0-9]{32}-[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
