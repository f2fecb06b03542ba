/** web3.storage: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'web3-storage',
  name: 'web3.storage',
  docs: 'https://web3.storage/docs/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'web3-storage-api-token',
          about: 'web3.storage API token',
          names: ['web3', 'web3 storage'],
          common: true,
          key: /eyJ[A-Za-z0-9]{33}\.eyJ[A-Za-z0-9_-]{60,300}\.[A-Za-z0-9_-]{25,100}/,
        }),
      ],
    },
  },
})
