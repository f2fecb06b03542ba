/** Poloniex: API secrets and API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'poloniex',
  name: 'Poloniex',
  docs: 'https://api-docs.poloniex.com',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'poloniex-api-secret',
          about: 'Poloniex API secret',
          names: ['poloniex'],
          key: /[a-f0-9]{128}/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'poloniex-api-key',
          about: 'Poloniex API key',
          names: ['poloniex'],
          key: /[A-Z0-9]{8}-[A-Z0-9]{8}-[A-Z0-9]{8}-[A-Z0-9]{8}/,
        }),
      ],
    },
  },
})
