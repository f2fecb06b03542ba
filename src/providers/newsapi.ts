/** News API: keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'newsapi',
  name: 'News API',
  docs: 'https://newsapi.org/docs/authentication',
  keys: {
    'api-key': {
      label: 'key',
      about: 'key',
      detect: [
        keyBesideName({
          rule: 'newsapi-api-key',
          about: 'News API key',
          names: ['news api'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
