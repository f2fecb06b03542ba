/** Twist: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'twist',
  name: 'Twist',
  docs: 'https://developer.twist.com',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'twist-access-token',
          about: 'Twist access token',
          names: ['twist'],
          common: true,
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
