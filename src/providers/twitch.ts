/** Twitch: chat tokens begin with `oauth:`; client secrets of 30 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'twitch',
  name: 'Twitch',
  docs: 'https://dev.twitch.tv/docs/authentication/',
  keys: {
    'chat-token': {
      label: 'chat token',
      about: 'chat token',
      detect: [
        {
          rule: 'twitch-chat-token',
          about: 'Twitch chat token',
          pattern: /(?<![A-Za-z0-9])(?<secret>oauth:[a-z0-9]{30})(?![A-Za-z0-9])/,
          literals: ['oauth:'],
          minEntropy: 3,
          examples: ['TWITCH=oauth:{a-z0-9:30}', '"oauth:{a-z0-9:30}"'],
          lookalikes: ['oauth:{a-z0-9:23}', 'qoauth:{a-z0-9:30}'],
        },
      ],
    },
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'twitch-client-secret',
          about: 'Twitch client secret',
          pattern:
            /(?:twitch|Twitch|TWITCH)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{30})(?![A-Za-z0-9])/,
          literals: ['twitch'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['TWITCH_API_KEY={a-z0-9:30}', 'twitchToken: "{a-z0-9:30}"', "'twitch_secret' => '{a-z0-9:30}'"],
          lookalikes: [
            'TWITCH_API_KEY={a-z0-9:23}',
            'twitch says that {a-z0-9:30} is a commit',
            'OTHER_KEY={a-z0-9:30}',
          ],
        },
      ],
    },
  },
})
