/** Float: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'float',
  name: 'Float',
  docs: 'https://developer.float.com/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'float-api-token',
          about: 'Float API token',
          names: ['float'],
          key: /[a-f0-9]{16}[A-Za-z0-9+/]{42,43}=/,
          common: true,
        }),
      ],
    },
  },
})
