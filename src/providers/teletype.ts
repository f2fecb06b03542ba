/** Teletype: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'teletype',
  name: 'Teletype',
  docs: 'https://teletype.app/help/api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'teletype-api-token',
          about: 'Teletype API token',
          names: ['teletype'],
          common: true,
          key: /[A-Za-z0-9-]{64}/,
        }),
      ],
    },
  },
})
