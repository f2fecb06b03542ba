/** Zenscrape: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'zenscrape',
  name: 'Zenscrape',
  docs: 'https://zenscrape.com/documentation',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'zenscrape-api-key',
          about: 'Zenscrape API key',
          names: ['zen scrape'],
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
