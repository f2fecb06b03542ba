/** Paydirt: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'paydirt',
  name: 'Paydirt',
  docs: 'https://paydirtapp.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'paydirt-api-key',
          about: 'Paydirt API key',
          names: ['paydirt', 'paydirt app'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
