/** Vyte: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'vyte',
  name: 'Vyte',
  docs: 'https://vyte.readme.io',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'vyte-api-key',
          about: 'Vyte API key',
          names: ['vyte'],
          common: true,
          key: /[a-z0-9]{50}/,
        }),
      ],
    },
  },
})
