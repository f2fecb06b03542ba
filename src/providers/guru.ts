/** Guru: user tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'guru',
  name: 'Guru',
  docs: 'https://developer.getguru.com/reference/authentication',
  keys: {
    'user-token': {
      label: 'user token',
      about: 'user token',
      detect: [
        keyBesideName({
          rule: 'guru-user-token',
          about: 'Guru user token',
          names: ['getguru', 'guru'],
          key: /[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}/,
          common: true,
        }),
      ],
    },
  },
})
