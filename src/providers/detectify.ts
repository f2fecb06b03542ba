/** Detectify: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'detectify',
  name: 'Detectify',
  docs: 'https://developer.detectify.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'detectify-api-key',
          about: 'Detectify API key',
          names: ['detectify'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
