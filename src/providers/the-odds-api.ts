/** The Odds API: keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'the-odds-api',
  name: 'The Odds API',
  docs: 'https://the-odds-api.com/liveapi/guides/v4/',
  keys: {
    'api-key': {
      label: 'key',
      about: 'key',
      detect: [
        keyBesideName({
          rule: 'the-odds-api-api-key',
          about: 'The Odds API key',
          names: ['the odds api', 'odds api'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
