/** Foursquare: client secrets, known by the name beside them; service keys begin with `fsq3`. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'foursquare',
  name: 'Foursquare',
  docs: 'https://docs.foursquare.com/developer/reference/authentication',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'foursquare-client-secret',
          about: 'Foursquare client secret',
          names: ['foursquare'],
          key: /[A-Z0-9]{48}/,
        }),
      ],
    },
    'service-key': {
      label: 'service key',
      about: 'service key',
      detect: [
        fixedKey({
          rule: 'foursquare-service-key',
          about: 'Foursquare service key',
          key: /fsq3[A-Za-z0-9+/]{44}/,
        }),
      ],
    },
  },
})
