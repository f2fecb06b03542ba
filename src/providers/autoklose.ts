/** Autoklose: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'autoklose',
  name: 'Autoklose',
  docs: 'https://developer.autoklose.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'autoklose-api-key',
          about: 'Autoklose API key',
          names: ['autoklose'],
          key: /[A-Za-z0-9-]{32}/,
        }),
      ],
    },
  },
})
