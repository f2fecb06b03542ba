/** AllSportsAPI: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'allsports',
  name: 'AllSportsAPI',
  docs: 'https://allsportsapi.com/documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'allsports-api-key',
          about: 'AllSportsAPI API key',
          names: ['allsports'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
