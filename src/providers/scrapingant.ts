/** ScrapingAnt: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scrapingant',
  name: 'ScrapingAnt',
  docs: 'https://docs.scrapingant.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'scrapingant-api-key',
          about: 'ScrapingAnt API key',
          names: ['scraping ant'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
