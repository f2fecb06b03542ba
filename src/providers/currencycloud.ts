/** Currencycloud: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'currencycloud',
  name: 'Currencycloud',
  docs: 'https://developer.currencycloud.com/api-reference/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'currencycloud-api-key',
          about: 'Currencycloud API key',
          names: ['currencycloud', 'currency cloud'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
