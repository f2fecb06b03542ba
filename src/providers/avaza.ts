/** Avaza: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'avaza',
  name: 'Avaza',
  docs: 'https://api.avaza.com/swagger/ui/index',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'avaza-access-token',
          about: 'Avaza access token',
          names: ['avaza'],
          key: /[0-9]{3,8}-[a-f0-9]{40}/,
        }),
      ],
    },
  },
})
