/** Dovico: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dovico',
  name: 'Dovico',
  docs: 'https://timesheet.dovico.com/developer/API_doc/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'dovico-access-token',
          about: 'Dovico access token',
          names: ['dovico'],
          key: /[a-z0-9]{32}\.[a-z0-9]{1,12}/,
        }),
      ],
    },
  },
})
