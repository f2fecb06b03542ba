/** Alconost: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'alconost',
  name: 'Alconost',
  docs: 'https://nitro.alconost.com/api/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'alconost-api-key',
          about: 'Alconost API key',
          names: ['alconost'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
