/** SignalWire: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'signalwire',
  name: 'SignalWire',
  docs: 'https://developer.signalwire.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'signalwire-api-token',
          about: 'SignalWire API token',
          names: ['signal wire'],
          key: /[A-Za-z0-9]{50}/,
        }),
      ],
    },
  },
})
