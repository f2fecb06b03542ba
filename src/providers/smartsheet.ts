/** Smartsheet: access tokens and old access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

const names = ['smartsheets', 'smart sheet']

export default defineProvider({
  id: 'smartsheet',
  name: 'Smartsheet',
  docs: 'https://developers.smartsheet.com/api/smartsheet/guides/basics/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'smartsheet-access-token',
          about: 'Smartsheet access token',
          names,
          key: /[A-Za-z0-9]{37}/,
        }),
      ],
    },
    'old-access-token': {
      label: 'old access token',
      about: 'old access token',
      detect: [
        keyBesideName({
          rule: 'smartsheet-old-access-token',
          about: 'Smartsheet old access token',
          names,
          key: /[A-Za-z0-9]{26}/,
        }),
      ],
    },
  },
})
