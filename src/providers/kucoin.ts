/** KuCoin: API keys, known by the name beside them; API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'kucoin',
  name: 'KuCoin',
  docs: 'https://www.kucoin.com/docs-new/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'kucoin-api-key',
          about: 'KuCoin API key',
          names: ['kucoin'],
          key: /[a-f0-9]{24}/,
        }),
      ],
    },
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'kucoin-api-secret',
          about: 'KuCoin API secret',
          names: ['kucoin'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
