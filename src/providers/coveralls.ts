/** Coveralls: repo tokens of 37 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'coveralls',
  name: 'Coveralls',
  docs: 'https://docs.coveralls.io/api-introduction',
  keys: {
    'repo-token': {
      label: 'repo token',
      about: 'repo token',
      detect: [
        keyBesideName({
          rule: 'coveralls-repo-token',
          about: 'Coveralls repo token',
          names: ['coveralls'],
          key: /[A-Za-z0-9-]{32,37}/,
        }),
      ],
    },
  },
})
