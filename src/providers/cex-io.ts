/** CEX.IO: API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cex-io',
  name: 'CEX.IO',
  docs: 'https://trade.cex.io/docs/',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'cex-io-api-secret',
          about: 'CEX.IO API secret',
          names: ['cexio', 'cex.io'],
          key: /[A-Za-z0-9]{24,27}/,
        }),
      ],
    },
  },
})
