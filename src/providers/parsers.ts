/** Parsers: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'parsers',
  name: 'Parsers',
  docs: 'https://parsers.me',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'parsers-api-key',
          about: 'Parsers API key',
          names: ['parsers'],
          common: true,
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
