/** RapidAPI: API keys of 50 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'rapidapi',
  name: 'RapidAPI',
  docs: 'https://docs.rapidapi.com/docs/keys',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'rapidapi-api-key',
          about: 'RapidAPI API key',
          names: ['x rapidapi key', 'rapid api'],
          key: /[A-Za-z0-9_-]{50}/,
        }),
      ],
    },
  },
})
