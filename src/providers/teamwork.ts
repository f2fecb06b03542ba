/** Teamwork: access tokens begin with `tkn.v1_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'teamwork',
  name: 'Teamwork',
  docs: 'https://apidocs.teamwork.com/guides/teamwork/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        fixedKey({
          rule: 'teamwork-access-token',
          about: 'Teamwork access token',
          key: /tkn\.v1_[A-Za-z0-9]{71}=/,
        }),
      ],
    },
  },
})
