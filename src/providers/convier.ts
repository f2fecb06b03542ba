/** Convier: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'convier',
  name: 'Convier',
  docs: 'https://convier.me/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'convier-api-token',
          about: 'Convier API token',
          names: ['convier'],
          key: /[0-9]{2}\|[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
