/** Workstack: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'workstack',
  name: 'Workstack',
  docs: 'https://workstack.io',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'workstack-api-token',
          about: 'Workstack API token',
          names: ['work stack'],
          key: /[A-Za-z0-9]{60}/,
        }),
      ],
    },
  },
})
