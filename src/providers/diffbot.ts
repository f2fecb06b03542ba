/** Diffbot: access tokens of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'diffbot',
  name: 'Diffbot',
  docs: 'https://docs.diffbot.com/reference/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'diffbot-access-token',
          about: 'Diffbot access token',
          pattern:
            /(?:diffbot|Diffbot|DIFFBOT)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['diffbot'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['DIFFBOT_API_KEY={a-z0-9:32}', 'diffbotToken: "{a-z0-9:32}"', "'diffbot_secret' => '{a-z0-9:32}'"],
          lookalikes: [
            'DIFFBOT_API_KEY={a-z0-9:24}',
            'diffbot says that {a-z0-9:32} is a commit',
            'OTHER_KEY={a-z0-9:32}',
          ],
        },
      ],
    },
  },
})
