/** RAWG: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rawg',
  name: 'RAWG',
  docs: 'https://rawg.io/apidocs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'rawg-api-key',
          about: 'RAWG API key',
          names: ['rawg'],
          common: true,
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
