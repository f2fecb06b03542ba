/** Pendo: integration keys and integration keys without dashes are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'pendo',
  name: 'Pendo',
  docs: 'https://engageapi.pendo.io',
  keys: {
    'integration-key': {
      label: 'integration key',
      about: 'integration key',
      detect: [
        keyBesideName({
          rule: 'pendo-integration-key',
          about: 'Pendo integration key',
          names: ['pendo'],
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
    'old-integration-key': {
      label: 'integration key without dashes',
      about: 'integration key without dashes',
      detect: [
        keyBesideName({
          rule: 'pendo-old-integration-key',
          about: 'Pendo integration key without dashes',
          names: ['pendo'],
          common: true,
          key: /[A-Za-z0-9]{32,64}/,
        }),
      ],
    },
  },
})
