/** IPInfoDB: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ipinfodb',
  name: 'IPInfoDB',
  docs: 'https://www.ipinfodb.com/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'ipinfodb-api-key',
          about: 'IPInfoDB API key',
          names: ['ipinfodb'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
