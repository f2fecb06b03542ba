/** ProspectCRM: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'prospect-crm',
  name: 'ProspectCRM',
  docs: 'https://www.prospect365.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'prospect-crm-api-token',
          about: 'ProspectCRM API token',
          names: ['prospect', 'prospect crm'],
          common: true,
          key: /[a-z0-9-]{32}/,
        }),
      ],
    },
  },
})
