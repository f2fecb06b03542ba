/** Userstack: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'userstack',
  name: 'Userstack',
  docs: 'https://userstack.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'userstack-access-key',
          about: 'Userstack access key',
          names: ['user stack'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
