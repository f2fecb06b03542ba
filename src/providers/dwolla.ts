/** Dwolla: client secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dwolla',
  name: 'Dwolla',
  docs: 'https://developers.dwolla.com/docs/auth',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'dwolla-client-secret',
          about: 'Dwolla client secret',
          names: ['dwolla'],
          key: /[A-Za-z0-9]{50}/,
        }),
      ],
    },
  },
})
