/** Cicero: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cicero',
  name: 'Cicero',
  docs: 'https://cicero.azavea.com/docs/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'cicero-api-key',
          about: 'Cicero API key',
          names: ['cicero'],
          key: /[a-z0-9]{40}/,
        }),
      ],
    },
  },
})
