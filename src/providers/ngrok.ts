/** ngrok: auth tokens, credentials and API key ids are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ngrok',
  name: 'ngrok',
  docs: 'https://ngrok.com/docs/agent/#authtokens',
  keys: {
    'auth-token': {
      label: 'auth token',
      about: 'auth token',
      detect: [
        keyBesideName({
          rule: 'ngrok-auth-token',
          about: 'ngrok auth token',
          names: ['ngrok'],
          key: /[A-Za-z0-9]{25,30}_[0-9][A-Za-z0-9]{20}/,
          partners: [{ rule: 'ngrok-api-key-id' }],
        }),
      ],
    },
    credential: {
      label: 'credential',
      about: 'credential',
      detect: [
        keyBesideName({
          rule: 'ngrok-credential',
          about: 'ngrok credential',
          names: ['ngrok'],
          key: /cr_[A-Za-z0-9]{25,30}/,
          partners: [{ rule: 'ngrok-api-key-id' }],
        }),
      ],
    },
    'api-key-id': {
      label: 'API key id',
      about: 'API key id',
      detect: [
        keyBesideName({
          rule: 'ngrok-api-key-id',
          about: 'ngrok API key id',
          names: ['ngrok'],
          key: /ak_[A-Za-z0-9]{25,30}/,
          part: 'id',
        }),
      ],
    },
  },
})
