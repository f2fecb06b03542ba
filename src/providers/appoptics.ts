/** AppOptics: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'appoptics',
  name: 'AppOptics',
  docs: 'https://docs.appoptics.com/api/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'appoptics-api-token',
          about: 'AppOptics API token',
          names: ['appoptics'],
          key: /[A-Za-z0-9_-]{71}/,
        }),
      ],
    },
  },
})
