/** Smarty: auth tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'smarty',
  name: 'Smarty',
  docs: 'https://www.smarty.com/docs/cloud/authentication',
  keys: {
    'auth-token': {
      label: 'auth token',
      about: 'auth token',
      detect: [
        keyBesideName({
          rule: 'smarty-auth-token',
          about: 'Smarty auth token',
          names: ['smarty', 'smarty streets'],
          common: true,
          key: /[A-Za-z0-9]{20}/,
        }),
      ],
    },
  },
})
