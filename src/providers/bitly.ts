/** Bitly: access tokens of 40 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'bitly',
  name: 'Bitly',
  docs: 'https://dev.bitly.com/docs/getting-started/authentication/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api-ssl.bitly.com',
        path: '/v4/user',
        send: bearer,
        live: 'login',
        dead: [401, 403],
        restricted: [],
      }),
      detect: [
        keyBesideName({
          rule: 'bitly-access-token',
          about: 'Bitly access token',
          names: ['bitly'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
