/** Hive: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'hive',
  name: 'Hive',
  docs: 'https://developers.hive.com/reference/introduction',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'hive-api-key',
          about: 'Hive API key',
          names: ['hive'],
          key: /[a-z0-9]{32}/,
          common: true,
        }),
      ],
    },
  },
})
