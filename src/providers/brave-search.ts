/** Brave Search: API keys begin with `BSA`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'brave-search',
  name: 'Brave Search',
  docs: 'https://api-dashboard.search.brave.com/app/documentation/web-search/get-started',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'brave-search-api-key',
          about: 'Brave Search API key',
          key: /BSA[A-Za-z0-9_-]{24,40}/,
        }),
      ],
    },
  },
})
