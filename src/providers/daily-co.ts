/** Daily: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'daily-co',
  name: 'Daily',
  docs: 'https://docs.daily.co/reference/rest-api/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'daily-co-api-key',
          about: 'Daily API key',
          names: ['daily', 'dailyco', 'daily co'],
          key: /[a-f0-9]{64}/,
          common: true,
        }),
      ],
    },
  },
})
