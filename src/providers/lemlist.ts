/** lemlist: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'lemlist',
  name: 'lemlist',
  docs: 'https://developer.lemlist.com/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'lemlist-api-key',
          about: 'lemlist API key',
          names: ['lemlist'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
