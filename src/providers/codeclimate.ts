/** Code Climate: reporter ids of 64 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'codeclimate',
  name: 'Code Climate',
  docs: 'https://docs.codeclimate.com/docs/finding-your-test-coverage-token',
  keys: {
    'reporter-id': {
      label: 'reporter id',
      about: 'reporter id',
      detect: [
        keyBesideName({
          rule: 'codeclimate-reporter-id',
          about: 'Code Climate reporter id',
          names: ['code climate', 'cc test reporter id', 'cc reporter'],
          key: /[a-f0-9]{64}/,
        }),
      ],
    },
  },
})
