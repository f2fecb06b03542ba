/** Miro: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'miro',
  name: 'Miro',
  docs: 'https://developers.miro.com/docs/getting-started-with-oauth',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'miro-access-token',
          about: 'Miro access token',
          names: ['miro'],
          common: true,
          key: /[A-Za-z0-9_-]{27}/,
        }),
      ],
    },
  },
})
