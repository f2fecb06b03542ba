/** FetchRSS: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fetchrss',
  name: 'FetchRSS',
  docs: 'https://fetchrss.com/developers',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'fetchrss-api-key',
          about: 'FetchRSS API key',
          names: ['fetchrss'],
          key: /[A-Za-z0-9.]{40}/,
        }),
      ],
    },
  },
})
