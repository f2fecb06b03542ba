/** Clay: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'clay',
  name: 'Clay',
  docs: 'https://www.clay.com/university/guide/http-api-integration-overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'clay-api-key',
          about: 'Clay API key',
          names: ['clay'],
          key: /[a-f0-9]{20}/,
          common: true,
        }),
      ],
    },
  },
})
