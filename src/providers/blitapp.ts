/** Blitapp: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'blitapp',
  name: 'Blitapp',
  docs: 'https://blitapp.com/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'blitapp-api-key',
          about: 'Blitapp API key',
          names: ['blitapp'],
          key: /[A-Za-z0-9_-]{39}/,
        }),
      ],
    },
  },
})
