/** Voicegain: access tokens are known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'voicegain',
  name: 'Voicegain',
  docs: 'https://www.voicegain.ai/api',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'voicegain-access-token',
          about: 'Voicegain access token',
          names: ['voice gain'],
          key: /ey[A-Za-z0-9_-]{34}\.ey[A-Za-z0-9_-]{108}\.[A-Za-z0-9_-]{43}/,
        }),
      ],
    },
  },
})
