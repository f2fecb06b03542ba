/** vpnapi.io: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'vpnapi',
  name: 'vpnapi.io',
  docs: 'https://vpnapi.io/api-documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'vpnapi-api-key',
          about: 'vpnapi.io API key',
          names: ['vpn api'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
