/** SigOpt: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sigopt',
  name: 'SigOpt',
  docs: 'https://docs.sigopt.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'sigopt-api-token',
          about: 'SigOpt API token',
          names: ['sig opt'],
          key: /[A-Z0-9]{48}/,
        }),
      ],
    },
  },
})
