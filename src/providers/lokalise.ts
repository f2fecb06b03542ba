/** Lokalise: API tokens of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'lokalise',
  name: 'Lokalise',
  docs: 'https://developers.lokalise.com/reference/api-authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'lokalise-api-token',
          about: 'Lokalise API token',
          names: ['lokalise'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
