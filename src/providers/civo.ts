/** Civo: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'civo',
  name: 'Civo',
  docs: 'https://www.civo.com/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'civo-api-key',
          about: 'Civo API key',
          names: ['civo'],
          key: /[A-Za-z0-9]{50}/,
        }),
      ],
    },
  },
})
