/** host.io: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'host-io',
  name: 'host.io',
  docs: 'https://host.io/docs',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'host-io-access-token',
          about: 'host.io access token',
          names: ['host io'],
          key: /[a-f0-9]{14}/,
        }),
      ],
    },
  },
})
