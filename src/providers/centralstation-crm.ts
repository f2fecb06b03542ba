/** CentralStationCRM: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'centralstation-crm',
  name: 'CentralStationCRM',
  docs: 'https://api.centralstationcrm.net/api-docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'centralstation-crm-api-key',
          about: 'CentralStationCRM API key',
          names: ['centralstationcrm', 'central station'],
          key: /[a-z0-9]{30}/,
        }),
      ],
    },
  },
})
