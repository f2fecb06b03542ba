/** Imagga: authorizations, known by the name beside them; API secrets, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'imagga',
  name: 'Imagga',
  docs: 'https://docs.imagga.com/',
  keys: {
    authorization: {
      label: 'authorization',
      about: 'authorization',
      detect: [
        keyBesideName({
          rule: 'imagga-authorization',
          about: 'Imagga authorization',
          names: ['imagga'],
          key: /[A-Za-z0-9=]{72}/,
        }),
      ],
    },
    'api-secret': {
      label: 'API secret',
      about: 'API secret',
      detect: [
        keyBesideName({
          rule: 'imagga-api-secret',
          about: 'Imagga API secret',
          names: ['imagga'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
