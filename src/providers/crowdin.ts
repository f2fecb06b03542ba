/** Crowdin: personal access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'crowdin',
  name: 'Crowdin',
  docs: 'https://support.crowdin.com/account-settings/#api',
  keys: {
    'api-token': {
      label: 'personal access token',
      about: 'personal access token',
      detect: [
        keyBesideName({
          rule: 'crowdin-api-token',
          about: 'Crowdin personal access token',
          names: ['crowdin'],
          key: /[A-Za-z0-9]{80}/,
        }),
      ],
    },
  },
})
