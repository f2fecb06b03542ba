/** GTmetrix: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'gtmetrix',
  name: 'GTmetrix',
  docs: 'https://gtmetrix.com/api/docs/2.0/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'gtmetrix-api-key',
          about: 'GTmetrix API key',
          names: ['gtmetrix'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
