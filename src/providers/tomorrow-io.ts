/** Tomorrow.io: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'tomorrow-io',
  name: 'Tomorrow.io',
  docs: 'https://docs.tomorrow.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'tomorrow-io-api-key',
          about: 'Tomorrow.io API key',
          names: ['tomorrow io', 'tomorrow', 'climacell'],
          common: true,
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
