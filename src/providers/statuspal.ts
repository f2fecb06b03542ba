/** StatusPal: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'statuspal',
  name: 'StatusPal',
  docs: 'https://www.statuspal.io/api-docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'statuspal-api-key',
          about: 'StatusPal API key',
          names: ['status pal'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
