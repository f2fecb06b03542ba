/** ScrapingBee: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scrapingbee',
  name: 'ScrapingBee',
  docs: 'https://www.scrapingbee.com/documentation/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'scrapingbee-api-key',
          about: 'ScrapingBee API key',
          names: ['scraping bee'],
          key: /[A-Z0-9]{80}/,
        }),
      ],
    },
  },
})
