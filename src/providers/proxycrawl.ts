/** ProxyCrawl: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'proxycrawl',
  name: 'ProxyCrawl',
  docs: 'https://crawlbase.com/docs',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'proxycrawl-api-token',
          about: 'ProxyCrawl API token',
          names: ['proxy crawl', 'crawlbase'],
          key: /[A-Za-z0-9_-]{22}/,
        }),
      ],
    },
  },
})
