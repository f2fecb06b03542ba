/** karmaCRM: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'karma-crm',
  name: 'karmaCRM',
  docs: 'https://www.karmacrm.com/api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'karma-crm-api-token',
          about: 'karmaCRM API token',
          names: ['karma', 'karmacrm'],
          key: /[A-Za-z0-9]{20}/,
          common: true,
        }),
      ],
    },
  },
})
