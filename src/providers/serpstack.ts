/** Serpstack: access keys are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'serpstack',
  name: 'Serpstack',
  docs: 'https://serpstack.com/documentation',
  keys: {
    'access-key': {
      label: 'access key',
      about: 'access key',
      detect: [
        keyBesideName({
          rule: 'serpstack-access-key',
          about: 'Serpstack access key',
          names: ['serp stack'],
          key: /[a-z0-9]{32}/,
        }),
      ],
    },
  },
})
