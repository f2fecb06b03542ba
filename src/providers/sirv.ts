/** Sirv: client secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sirv',
  name: 'Sirv',
  docs: 'https://apidocs.sirv.com',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'sirv-client-secret',
          about: 'Sirv client secret',
          names: ['sirv'],
          common: true,
          key: /[A-Za-z0-9+/]{86}==/,
        }),
      ],
    },
  },
})
