/** Etherscan: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'etherscan',
  name: 'Etherscan',
  docs: 'https://docs.etherscan.io/getting-an-api-key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'etherscan-api-key',
          about: 'Etherscan API key',
          names: ['etherscan'],
          key: /[A-Z0-9]{34}/,
        }),
      ],
    },
  },
})
