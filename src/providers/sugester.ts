/** Sugester: API tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sugester',
  name: 'Sugester',
  docs: 'https://sugester.com',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'sugester-api-token',
          about: 'Sugester API token',
          names: ['sugester'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
