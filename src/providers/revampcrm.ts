/** RevampCRM: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'revampcrm',
  name: 'RevampCRM',
  docs: 'https://www.revampcrm.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'revampcrm-api-key',
          about: 'RevampCRM API key',
          names: ['revamp', 'revamp crm'],
          common: true,
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
