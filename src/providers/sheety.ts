/** Sheety: bearer tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'sheety',
  name: 'Sheety',
  docs: 'https://sheety.co/docs',
  keys: {
    'bearer-token': {
      label: 'bearer token',
      about: 'bearer token',
      detect: [
        keyBesideName({
          rule: 'sheety-bearer-token',
          about: 'Sheety bearer token',
          names: ['sheety'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
