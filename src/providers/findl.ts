/** Findl: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'findl',
  name: 'Findl',
  docs: 'https://findl.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'findl-api-key',
          about: 'Findl API key',
          names: ['findl'],
          key: /[a-z0-9]{8}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
        }),
      ],
    },
  },
})
