/** Formsite: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'formsite',
  name: 'Formsite',
  docs: 'https://support.formsite.com/hc/en-us/articles/360000288594-API',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'formsite-access-token',
          about: 'Formsite access token',
          names: ['formsite'],
          key: /[A-Za-z0-9]{32}/,
        }),
      ],
    },
  },
})
