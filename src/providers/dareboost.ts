/** Dareboost: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dareboost',
  name: 'Dareboost',
  docs: 'https://www.dareboost.com/en/documentation-api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'dareboost-api-token',
          about: 'Dareboost API token',
          names: ['dareboost'],
          key: /[A-Za-z0-9]{60}/,
        }),
      ],
    },
  },
})
