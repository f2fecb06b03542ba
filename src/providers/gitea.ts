/** Gitea: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'gitea',
  name: 'Gitea',
  docs: 'https://docs.gitea.com/development/api-usage',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'gitea-access-token',
          about: 'Gitea access token',
          names: ['gitea'],
          key: /[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
