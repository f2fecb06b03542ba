/** Yelp: API keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'yelp',
  name: 'Yelp',
  docs: 'https://docs.developer.yelp.com/docs/fusion-authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'yelp-api-key',
          about: 'Yelp API key',
          names: ['yelp'],
          key: /[A-Za-z0-9_=.\\-]{128}/,
        }),
      ],
    },
  },
})
