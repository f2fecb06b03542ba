/** Apifonica: API tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'apifonica',
  name: 'Apifonica',
  docs: 'https://docs.apifonica.com/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        keyBesideName({
          rule: 'apifonica-api-token',
          about: 'Apifonica API token',
          names: ['apifonica'],
          key: /[a-z0-9]{11}(?:-[a-z0-9]{4}){3}-[a-z0-9]{12}/,
        }),
      ],
    },
  },
})
