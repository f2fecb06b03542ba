/** Capsule CRM: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'capsule-crm',
  name: 'Capsule CRM',
  docs: 'https://developer.capsulecrm.com/v2/overview/authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'capsule-crm-api-token',
          about: 'Capsule CRM API token',
          names: ['capsulecrm', 'capsule crm'],
          key: /[A-Za-z0-9._+=-]{64}/,
        }),
      ],
    },
  },
})
