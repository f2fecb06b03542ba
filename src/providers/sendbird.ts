/** Sendbird: API tokens of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'sendbird',
  name: 'Sendbird',
  docs: 'https://sendbird.com/docs/chat/platform-api/v3/prepare-to-use-api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'sendbird-api-token',
          about: 'Sendbird API token',
          pattern:
            /(?:sendbird|Sendbird|SENDBIRD)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{40})(?![A-Za-z0-9])/,
          literals: ['sendbird'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'SENDBIRD_API_KEY={a-f0-9:40}',
            'sendbirdToken: "{a-f0-9:40}"',
            "'sendbird_secret' => '{a-f0-9:40}'",
          ],
          lookalikes: [
            'SENDBIRD_API_KEY={a-f0-9:30}',
            'sendbird says that {a-f0-9:40} is a commit',
            'OTHER_KEY={a-f0-9:40}',
          ],
        },
      ],
    },
  },
})
