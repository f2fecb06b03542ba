/** Upwave: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'upwave',
  name: 'Upwave',
  docs: 'https://www.upwave.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'upwave-api-key',
          about: 'Upwave API key',
          names: ['up wave'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
