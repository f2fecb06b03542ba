/** Sinch: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sinch',
  name: 'Sinch',
  docs: 'https://developers.sinch.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'sinch-api-token',
          about: 'Sinch API token',
          names: ['sinch'],
          common: true,
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
