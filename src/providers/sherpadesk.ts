/** SherpaDesk: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sherpadesk',
  name: 'SherpaDesk',
  docs: 'https://documentation.sherpadesk.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'sherpadesk-api-token',
          about: 'SherpaDesk API token',
          names: ['sherpa desk'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
