/** ipstack: access keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ipstack',
  name: 'ipstack',
  docs: 'https://ipstack.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'ipstack-access-key',
          about: 'ipstack access key',
          names: ['ipstack'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
