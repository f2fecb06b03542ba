/** Verifier: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'verifier',
  name: 'Verifier',
  docs: 'https://verifier.meetchopra.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'verifier-api-token',
          about: 'Verifier API token',
          names: ['verifier'],
          common: true,
          key: /[a-z0-9]{96}/,
        }),
      ],
    },
  },
})
