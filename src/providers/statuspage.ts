/** Statuspage: API keys and new API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'statuspage',
  name: 'Statuspage',
  docs: 'https://developer.statuspage.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'statuspage-api-key',
          about: 'Statuspage API key',
          names: ['status page'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
    'new-api-key': {
      label: 'new API key',
      about: 'new API key',
      detect: [
        keyBesideName({
          rule: 'statuspage-new-api-key',
          about: 'Statuspage new API key',
          names: ['status page'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
