/** Mediastack: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mediastack',
  name: 'Mediastack',
  docs: 'https://mediastack.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'mediastack-access-key',
          about: 'Mediastack access key',
          names: ['media stack'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
