/** Positionstack: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'positionstack',
  name: 'Positionstack',
  docs: 'https://positionstack.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'positionstack-access-key',
          about: 'Positionstack access key',
          names: ['position stack'],
          key: /[a-zA-Z0-9_]{32}/,
        }),
      ],
    },
  },
})
