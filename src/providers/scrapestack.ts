/** Scrapestack: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'scrapestack',
  name: 'Scrapestack',
  docs: 'https://scrapestack.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'scrapestack-access-key',
          about: 'Scrapestack access key',
          names: ['scrape stack'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
