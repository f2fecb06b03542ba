/** Billomat: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'billomat',
  name: 'Billomat',
  docs: 'https://www.billomat.com/en/api/basics/authentication/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'billomat-api-key',
          about: 'Billomat API key',
          names: ['billomat'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
