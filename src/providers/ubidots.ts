/** Ubidots: tokens begin with `BBFF-`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ubidots',
  name: 'Ubidots',
  docs: 'https://docs.ubidots.com/v1.6/reference/authentication',
  keys: {
    token: {
      label: 'token',
      about: 'token',
      detect: [
        fixedKey({
          rule: 'ubidots-token',
          about: 'Ubidots token',
          key: /BBFF-[A-Za-z0-9]{30,36}/,
        }),
      ],
    },
  },
})
