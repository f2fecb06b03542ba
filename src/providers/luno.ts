/** Luno: API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'luno',
  name: 'Luno',
  docs: 'https://www.luno.com/en/developers/api',
  keys: {
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'luno-api-secret',
          about: 'Luno API secret',
          names: ['luno'],
          key: /[A-Za-z0-9_-]{43}/,
          common: true,
        }),
      ],
    },
  },
})
