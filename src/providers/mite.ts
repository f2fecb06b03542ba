/** mite: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mite',
  name: 'mite',
  docs: 'https://mite.de/en/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'mite-api-key',
          about: 'mite API key',
          names: ['mite'],
          common: true,
          key: /[a-z0-9]{16}/,
        }),
      ],
    },
  },
})
