/** Intrinio: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'intrinio',
  name: 'Intrinio',
  docs: 'https://docs.intrinio.com/documentation/api_v2/getting_started',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'intrinio-api-key',
          about: 'Intrinio API key',
          names: ['intrinio'],
          key: /[A-Za-z0-9]{44}/,
        }),
      ],
    },
  },
})
