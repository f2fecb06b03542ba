/** Mattermost: access tokens of 26 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'mattermost',
  name: 'Mattermost',
  docs: 'https://docs.mattermost.com/developer/personal-access-tokens.html',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'mattermost-access-token',
          about: 'Mattermost access token',
          pattern:
            /(?:mattermost|Mattermost|MATTERMOST)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{26})(?![A-Za-z0-9])/,
          literals: ['mattermost'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'MATTERMOST_API_KEY={a-z0-9:26}',
            'mattermostToken: "{a-z0-9:26}"',
            "'mattermost_secret' => '{a-z0-9:26}'",
          ],
          lookalikes: [
            'MATTERMOST_API_KEY={a-z0-9:20}',
            'mattermost says that {a-z0-9:26} is a commit',
            'OTHER_KEY={a-z0-9:26}',
          ],
        },
      ],
    },
  },
})
