/** Flickr: API keys of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'flickr',
  name: 'Flickr',
  docs: 'https://www.flickr.com/services/api/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'flickr-api-key',
          about: 'Flickr API key',
          names: ['flickr'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
