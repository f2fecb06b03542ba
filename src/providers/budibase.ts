/** Budibase: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'budibase',
  name: 'Budibase',
  docs: 'https://docs.budibase.com/docs/public-api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'budibase-api-key',
          about: 'Budibase API key',
          names: ['budibase'],
          key: /[a-f0-9]{32}-[a-f0-9]{78,80}/,
        }),
      ],
    },
  },
})
