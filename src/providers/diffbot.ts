/** Diffbot: access tokens of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'diffbot',
  name: 'Diffbot',
  docs: 'https://docs.diffbot.com/reference/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'diffbot-access-token',
          about: 'Diffbot access token',
          names: ['diffbot'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
