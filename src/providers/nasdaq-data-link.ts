/** Nasdaq Data Link: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'nasdaq-data-link',
  name: 'Nasdaq Data Link',
  docs: 'https://docs.data.nasdaq.com',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'nasdaq-data-link-api-key',
          about: 'Nasdaq Data Link API key',
          names: ['nasdaq', 'nasdaq data link', 'quandl'],
          common: true,
          key: /[A-Za-z0-9_-]{20}/,
        }),
      ],
    },
  },
})
