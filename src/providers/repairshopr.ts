/** RepairShopr: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'repairshopr',
  name: 'RepairShopr',
  docs: 'https://api-docs.repairshopr.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'repairshopr-api-key',
          about: 'RepairShopr API key',
          names: ['repair shopr'],
          key: /[A-Za-z0-9-]{51}/,
        }),
      ],
    },
  },
})
