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
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        keyBesideName({
          rule: 'spotify-client-id',
          about: 'Spotify client id',
          names: ['spotify client id', 'spotify id'],
          key: /[a-f0-9]{32}/,
          part: 'id',
        }),
      ],
    },
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        keyBesideName({
          rule: 'spotify-access-token',
          about: 'Spotify access token',
          names: ['spotify'],
          key: /BQ[A-Za-z0-9_-]{100,300}/,
        }),
      ],
    },
  },
})
