/** Travis CI: access tokens of 22 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'travis-ci',
  name: 'Travis CI',
  docs: 'https://docs.travis-ci.com/user/triggering-builds/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api.travis-ci.com',
        path: '/user',
        send: (parts) => ({ ...header('authorization', 'token ')(parts), 'travis-api-version': '3' }),
        live: 'id',
        judge: ({ status, text }) =>
          status === 403 && text === 'access denied' ? { state: 'dead', why: 'refused' } : undefined,
      }),
      detect: [
        keyBesideName({
          rule: 'travis-ci-access-token',
          about: 'Travis CI access token',
          names: ['travis'],
          key: /[A-Za-z0-9_-]{22}/,
        }),
      ],
    },
  },
})
