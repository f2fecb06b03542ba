/** Web Scraper: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'webscraper',
  name: 'Web Scraper',
  docs: 'https://webscraper.io/documentation/web-scraper-cloud/api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'webscraper-api-token',
          about: 'Web Scraper API token',
          names: ['web scraper'],
          key: /[A-Za-z0-9]{60}/,
        }),
      ],
    },
  },
})
