/** Bitrise: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bitrise',
  name: 'Bitrise',
  docs: 'https://docs.bitrise.io/en/bitrise-ci/api/authenticating-with-the-bitrise-api.html',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'bitrise-access-token',
          about: 'Bitrise access token',
          names: ['bitrise'],
          key: /[A-Za-z0-9_-]{60,120}/,
        }),
      ],
    },
  },
})
