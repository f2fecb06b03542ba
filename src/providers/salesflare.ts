/** Salesflare: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'salesflare',
  name: 'Salesflare',
  docs: 'https://api.salesflare.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'salesflare-api-key',
          about: 'Salesflare API key',
          names: ['sales flare'],
          key: /[A-Za-z0-9_-]{45}/,
        }),
      ],
    },
  },
})
