/** Nimble: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nimble',
  name: 'Nimble',
  docs: 'https://nimble.readthedocs.io',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'nimble-api-token',
          about: 'Nimble API token',
          names: ['nimble'],
          common: true,
          key: /[A-Za-z0-9]{30}/,
        }),
      ],
    },
  },
})
