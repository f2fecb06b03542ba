/** Mattermost: access tokens of 26 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'mattermost',
  name: 'Mattermost',
  docs: 'https://docs.mattermost.com/developer/personal-access-tokens.html',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        path: '/api/v4/users/me',
        send: bearer,
        live: 'id',
      }),
      detect: [
        keyBesideName({
          rule: 'mattermost-access-token',
          about: 'Mattermost access token',
          names: ['mattermost'],
          key: /[a-z0-9]{26}/,
        }),
      ],
    },
  },
})
