/** Gitter: access tokens of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'gitter',
  name: 'Gitter',
  docs: 'https://developer.gitter.im/docs/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'gitter-access-token',
          about: 'Gitter access token',
          names: ['gitter'],
          key: /[A-Za-z0-9_-]{40}/,
        }),
      ],
    },
  },
})
