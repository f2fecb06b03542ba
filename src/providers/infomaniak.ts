/** Infomaniak: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'infomaniak',
  name: 'Infomaniak',
  docs: 'https://developer.infomaniak.com/getting-started',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'infomaniak-api-token',
          about: 'Infomaniak API token',
          names: ['infomaniak'],
          key: /[A-Za-z0-9_-]{60,100}/,
        }),
      ],
    },
  },
})
