/** Delighted: API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'delighted',
  name: 'Delighted',
  docs: 'https://app.delighted.com/docs/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'delighted-api-key',
          about: 'Delighted API key',
          names: ['delighted'],
          key: /[A-Za-z0-9]{30,32}/,
        }),
      ],
    },
  },
})
