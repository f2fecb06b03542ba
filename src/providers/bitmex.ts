/** BitMEX: API secrets, known by the name beside them; API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bitmex',
  name: 'BitMEX',
  docs: 'https://www.bitmex.com/app/apiKeysUsage',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'bitmex-api-secret',
          about: 'BitMEX API secret',
          names: ['bitmex'],
          key: /[A-Za-z0-9_-]{48}/,
        }),
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'bitmex-api-key',
          about: 'BitMEX API key',
          names: ['bitmex'],
          key: /[A-Za-z0-9_-]{24}/,
        }),
      ],
    },
  },
})
