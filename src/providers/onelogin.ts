/** OneLogin: client secrets are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'onelogin',
  name: 'OneLogin',
  docs: 'https://developers.onelogin.com/api-docs/2/getting-started/dev-overview',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'onelogin-client-secret',
          about: 'OneLogin client secret',
          names: ['one login'],
          key: /[a-z0-9]{64}/,
        }),
      ],
    },
  },
})
