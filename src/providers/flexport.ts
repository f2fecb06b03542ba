/** Flexport: access tokens begin with `shltm_`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'flexport',
  name: 'Flexport',
  docs: 'https://apidocs.flexport.com/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        fixedKey({
          rule: 'flexport-access-token',
          about: 'Flexport access token',
          key: /shltm_[A-Za-z0-9_-]{40}/,
        }),
      ],
    },
  },
})
