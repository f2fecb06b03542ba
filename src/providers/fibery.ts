/** Fibery: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fibery',
  name: 'Fibery',
  docs: 'https://api.fibery.io/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'fibery-api-token',
          about: 'Fibery API token',
          names: ['fibery'],
          key: /[a-f0-9]{8}\.[a-f0-9]{35}/,
        }),
      ],
    },
  },
})
