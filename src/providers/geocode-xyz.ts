/** Geocode.xyz: auth codes, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'geocode-xyz',
  name: 'Geocode.xyz',
  docs: 'https://geocode.xyz/api',
  keys: {
    'auth-code': {
      label: 'auth code',
      about: 'auth code',
      detect: [
        keyBesideName({
          rule: 'geocode-xyz-auth-code',
          about: 'Geocode.xyz auth code',
          names: ['geocode'],
          key: /[a-z0-9]{28}/,
        }),
      ],
    },
  },
})
