/** IPinfo: access tokens, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'ipinfo',
  name: 'IPinfo',
  docs: 'https://ipinfo.io/developers',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'ipinfo-access-token',
          about: 'IPinfo access token',
          names: ['ipinfo'],
          key: /[a-f0-9]{14}/,
        }),
      ],
    },
  },
})
