/** Request Finance: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'request-finance',
  name: 'Request Finance',
  docs: 'https://docs.request.finance',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'request-finance-api-key',
          about: 'Request Finance API key',
          names: ['request finance'],
          key: /[A-Z0-9]{7}-[A-Z0-9]{7}-[A-Z0-9]{7}-[A-Z0-9]{7}/,
        }),
      ],
    },
  },
})
