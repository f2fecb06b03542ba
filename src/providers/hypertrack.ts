/** HyperTrack: secret keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'hypertrack',
  name: 'HyperTrack',
  docs: 'https://hypertrack.com/docs/references/',
  keys: {
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        keyBesideName({
          rule: 'hypertrack-secret-key',
          about: 'HyperTrack secret key',
          names: ['hypertrack'],
          key: /[A-Za-z0-9_-]{54}/,
        }),
      ],
    },
  },
})
