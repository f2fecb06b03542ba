/** WebScrapingAPI: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'webscraping-api',
  name: 'WebScrapingAPI',
  docs: 'https://docs.webscrapingapi.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'webscraping-api-api-key',
          about: 'WebScrapingAPI API key',
          names: ['webscraping', 'web scraping api', 'webscraping api'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
