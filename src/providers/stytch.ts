/** Stytch: secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'stytch',
  name: 'Stytch',
  docs: 'https://stytch.com/docs/api',
  keys: {
    secret: {
      label: 'secret',
      about: 'secret',
      detect: [
        keyBesideName({
          rule: 'stytch-secret',
          about: 'Stytch secret',
          names: ['stytch'],
          key: /[A-Za-z0-9_-]{47}=/,
        }),
      ],
    },
  },
})
