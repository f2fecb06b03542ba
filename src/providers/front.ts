/** Front: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'front',
  name: 'Front',
  docs: 'https://dev.frontapp.com/docs/create-and-revoke-api-tokens',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'front-api-token',
          about: 'Front API token',
          names: ['front', 'frontapp'],
          key: /[A-Za-z0-9]{36}\.[A-Za-z0-9._-]{188,244}/,
        }),
      ],
    },
  },
})
