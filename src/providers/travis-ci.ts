/** Travis CI: access tokens of 22 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'travis-ci',
  name: 'Travis CI',
  docs: 'https://docs.travis-ci.com/user/triggering-builds/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'travis-ci-access-token',
          about: 'Travis CI access token',
          names: ['travis'],
          key: /[A-Za-z0-9_-]{22}/,
        }),
      ],
    },
  },
})
