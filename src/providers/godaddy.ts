/** GoDaddy: API keys, known by the name beside them; API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'godaddy',
  name: 'GoDaddy',
  docs: 'https://developer.godaddy.com/getstarted',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'godaddy-api-key',
          about: 'GoDaddy API key',
          names: ['godaddy'],
          key: /[A-Za-z0-9]{8,14}_[A-Za-z0-9]{22}/,
        }),
      ],
    },
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'godaddy-api-secret',
          about: 'GoDaddy API secret',
          names: ['godaddy'],
          key: /[A-Za-z0-9]{22}/,
        }),
      ],
    },
  },
})
