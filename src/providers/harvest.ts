/** Harvest: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'harvest',
  name: 'Harvest',
  docs: 'https://help.getharvest.com/api-v2/authentication-api/authentication/authentication/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'harvest-access-token',
          about: 'Harvest access token',
          names: ['harvest'],
          key: /[0-9]{4,9}\.pt\.[A-Za-z0-9_-]{80,90}/,
        }),
      ],
    },
  },
})
