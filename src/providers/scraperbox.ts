/** ScraperBox: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scraperbox',
  name: 'ScraperBox',
  docs: 'https://scraperbox.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'scraperbox-api-token',
          about: 'ScraperBox API token',
          names: ['scraperbox'],
          key: /[A-Z0-9]{32}/,
        }),
      ],
    },
  },
})
