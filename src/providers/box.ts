/** Box: access tokens of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'box',
  name: 'Box',
  docs: 'https://developer.box.com/guides/authentication/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api.box.com',
        path: '/2.0/users/me',
        send: bearer,
        live: 'id',
      }),
      detect: [
        keyBesideName({
          rule: 'box-access-token',
          about: 'Box access token',
          names: ['box'],
          key: /[A-Za-z0-9]{32}/,
          common: true,
        }),
      ],
    },
  },
})
