/** Samsara: API tokens begin with `samsara_api_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'samsara',
  name: 'Samsara',
  docs: 'https://developers.samsara.com/docs/authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        fixedKey({
          rule: 'samsara-api-token',
          about: 'Samsara API token',
          key: /samsara_api_[A-Za-z0-9]{26,32}/,
        }),
      ],
    },
  },
})
