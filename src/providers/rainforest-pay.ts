/** Rainforest: API keys begin with `apikey_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rainforest-pay',
  name: 'Rainforest',
  docs: 'https://docs.rainforestpay.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'rainforest-pay-api-key',
          about: 'Rainforest API key',
          key: /apikey_[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
