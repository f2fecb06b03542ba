/** APImetrics: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'apimetrics',
  name: 'APImetrics',
  docs: 'https://docs.apimetrics.io/reference',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'apimetrics-api-key',
          about: 'APImetrics API key',
          names: ['apimetrics'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
