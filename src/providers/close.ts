/** Close: API keys begin with `api_`. */
import { fixedKey, keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'close',
  name: 'Close',
  docs: 'https://developer.close.com/topics/authentication/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        fixedKey({
          rule: 'close-api-key',
          about: 'Close API key',
          key: /api_[A-Za-z0-9]{22}\.[A-Za-z0-9]{22}/,
        }),
        keyBesideName({
          rule: 'close-named-key',
          about: 'Close API key',
          names: ['close crm', 'close'],
          common: true,
          key: /api_[A-Za-z0-9.]{45}/,
        }),
      ],
    },
  },
})
