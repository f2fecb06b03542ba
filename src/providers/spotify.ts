/** Spotify: client secrets of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'spotify',
  name: 'Spotify',
  docs: 'https://developer.spotify.com/documentation/web-api/concepts/authorization',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'spotify-client-secret',
          about: 'Spotify client secret',
          pattern:
            /(?:spotify|Spotify|SPOTIFY)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['spotify'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['SPOTIFY_API_KEY={a-f0-9:32}', 'spotifyToken: "{a-f0-9:32}"', "'spotify_secret' => '{a-f0-9:32}'"],
          lookalikes: [
            'SPOTIFY_API_KEY={a-f0-9:24}',
            'spotify says that {a-f0-9:32} is a commit',
            'OTHER_KEY={a-f0-9:32}',
          ],
        },
      ],
    },
  },
})
