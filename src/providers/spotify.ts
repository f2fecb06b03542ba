/** Spotify: client secrets of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'spotify',
  name: 'Spotify',
  docs: 'https://developer.spotify.com/documentation/web-api/concepts/authorization',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        keyBesideName({
          rule: 'spotify-client-secret',
          about: 'Spotify client secret',
          names: ['spotify'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
