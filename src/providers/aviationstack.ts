/** aviationstack: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'aviationstack',
  name: 'aviationstack',
  docs: 'https://aviationstack.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'aviationstack-access-key',
          about: 'aviationstack access key',
          names: ['aviationstack'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
