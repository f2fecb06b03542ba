/** BitcoinAverage: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bitcoinaverage',
  name: 'BitcoinAverage',
  docs: 'https://apiv2.bitcoinaverage.com/',
  keys: {
    'public-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'bitcoinaverage-public-key',
          about: 'BitcoinAverage API key',
          names: ['bitcoinaverage'],
          key: /[A-Za-z0-9]{43}/,
        }),
      ],
    },
  },
})
