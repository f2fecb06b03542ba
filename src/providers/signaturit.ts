/** Signaturit: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'signaturit',
  name: 'Signaturit',
  docs: 'https://docs.signaturit.com',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'signaturit-access-token',
          about: 'Signaturit access token',
          names: ['signaturit'],
          key: /[A-Za-z0-9]{86}/,
        }),
      ],
    },
  },
})
