/** Data.gov: API keys of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'data-gov',
  name: 'Data.gov',
  docs: 'https://api.data.gov/docs/developer-manual/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'data-gov-api-key',
          about: 'Data.gov API key',
          names: ['data gov'],
          key: /[A-Za-z0-9]{40}/,
        }),
      ],
    },
  },
})
