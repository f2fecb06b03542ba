/** APILayer: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'apilayer',
  name: 'APILayer',
  docs: 'https://apilayer.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'apilayer-api-key',
          about: 'APILayer API key',
          names: ['apilayer', 'api layer'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
