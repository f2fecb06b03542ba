/** ScrapeOwl: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scrapeowl',
  name: 'ScrapeOwl',
  docs: 'https://scrapeowl.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'scrapeowl-api-key',
          about: 'ScrapeOwl API key',
          names: ['scrape owl'],
          key: /[a-z0-9]{30}/,
        }),
      ],
    },
  },
})
