/** Raven Tools: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'raven',
  name: 'Raven Tools',
  docs: 'https://raventools.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'raven-api-key',
          about: 'Raven Tools API key',
          names: ['raven', 'raven tools'],
          common: true,
          key: /[A-Z0-9-]{16}/,
        }),
      ],
    },
  },
})
