/** Dropbox Sign: API keys, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'dropbox-sign',
  name: 'Dropbox Sign',
  docs: 'https://developers.hellosign.com/api/reference/authentication/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        keyBesideName({
          rule: 'dropbox-sign-api-key',
          about: 'Dropbox Sign API key',
          names: ['hellosign', 'dropbox sign'],
          key: /[A-Za-z0-9/+-]{64}/,
        }),
      ],
    },
  },
})
