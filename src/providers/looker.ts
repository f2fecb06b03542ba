/** Looker: client secrets of 24 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'looker',
  name: 'Looker',
  docs: 'https://cloud.google.com/looker/docs/api-auth',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'looker-client-secret',
          about: 'Looker client secret',
          names: ['looker'],
          key: /[a-zA-Z0-9]{24}/,
        }),
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'looker-client-id',
          about: 'Looker client id',
          names: ['looker'],
          part: 'id',
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
