/** Instagram: access tokens begin with `IG`. */
import { fixedKey } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'instagram',
  name: 'Instagram',
  docs: 'https://developers.facebook.com/docs/instagram-platform/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        fixedKey({
          rule: 'instagram-access-token',
          about: 'Instagram access token',
          key: /IG(?:QVJ|QWR|AA)[A-Za-z0-9_-]{50,300}/,
        }),
      ],
    },
  },
})
