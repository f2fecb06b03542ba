/** Caflou: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'caflou',
  name: 'Caflou',
  docs: 'https://app.caflou.com/api/docs',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'caflou-api-token',
          about: 'Caflou API token',
          names: ['caflou'],
          key: /[A-Za-z0-9_.-]{155}/,
        }),
      ],
    },
  },
})
