/** Envoy: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'envoy',
  name: 'Envoy',
  docs: 'https://developers.envoy.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'envoy-api-key',
          about: 'Envoy API key',
          names: ['envoy'],
          key: /[A-Za-z0-9]{220}/,
          common: true,
        }),
      ],
    },
  },
})
