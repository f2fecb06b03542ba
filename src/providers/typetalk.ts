/** Typetalk: client secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'typetalk',
  name: 'Typetalk',
  docs: 'https://developer.nulab.com/docs/typetalk/',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'typetalk-client-secret',
          about: 'Typetalk client secret',
          names: ['type talk'],
          key: /[A-Za-z0-9]{64}/,
        }),
      ],
    },
  },
})
