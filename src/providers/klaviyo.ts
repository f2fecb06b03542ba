/** Klaviyo: private keys begin with `pk_`. */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'klaviyo',
  name: 'Klaviyo',
  docs: 'https://developers.klaviyo.com/en/docs/authenticate_',
  keys: {
    'private-key': {
      label: 'private key',
      about: 'private key',
      detect: [
        {
          rule: 'klaviyo-private-key',
          about: 'Klaviyo private key',
          pattern: /(?<![A-Za-z0-9])(?<secret>pk_[a-f0-9]{34})(?![A-Za-z0-9])/,
          literals: ['pk_'],
          minEntropy: 3,
          examples: ['KEY=pk_{a-f0-9:34}', '"pk_{a-f0-9:34}"'],
          lookalikes: ['pk_{a-f0-9:26}', 'qpk_{a-f0-9:34}'],
        },
      ],
    },
  },
})
