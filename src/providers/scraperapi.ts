/** ScraperAPI: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scraperapi',
  name: 'ScraperAPI',
  docs: 'https://docs.scraperapi.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'scraperapi-api-key',
          about: 'ScraperAPI API key',
          names: ['scraper api'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
