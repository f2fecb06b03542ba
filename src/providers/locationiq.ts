/** LocationIQ: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'locationiq',
  name: 'LocationIQ',
  docs: 'https://docs.locationiq.com/docs/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'locationiq-access-token',
          about: 'LocationIQ access token',
          names: ['locationiq'],
          key: /pk\.[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
