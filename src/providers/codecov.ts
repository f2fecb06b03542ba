/** Codecov: access tokens of 32 characters, known by the name beside them; upload tokens of 36 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'codecov',
  name: 'Codecov',
  docs: 'https://docs.codecov.com/docs/codecov-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'codecov-access-token',
          about: 'Codecov access token',
          names: ['codecov'],
          common: true,
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
    'upload-token': {
      label: 'upload token',
      about: 'upload token',
      detect: [
        keyBesideName({
          rule: 'codecov-upload-token',
          about: 'Codecov upload token',
          names: ['codecov'],
          common: true,
          key: /[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}/,
        }),
      ],
    },
  },
})
