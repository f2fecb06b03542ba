/** Duo: secret keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'duo',
  name: 'Duo',
  docs: 'https://duo.com/docs/adminapi',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'duo-secret-key',
          about: 'Duo secret key',
          names: ['duo', 'duosecurity'],
          key: /[A-Za-z0-9]{40}/,
          common: true,
        }),
      ],
    },
  },
})
