/** AYLIEN: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'aylien',
  name: 'AYLIEN',
  docs: 'https://docs.aylien.com/newsapi/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'aylien-api-key',
          about: 'AYLIEN API key',
          names: ['aylien'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
