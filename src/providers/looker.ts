/** Looker: client secrets of 24 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'looker',
  name: 'Looker',
  docs: 'https://cloud.google.com/looker/docs/api-auth',
  keys: {
    'client-secret': {
      label: 'client secret',
      about: 'client secret',
      detect: [
        {
          rule: 'looker-client-secret',
          about: 'Looker client secret',
          pattern:
            /(?:looker|Looker|LOOKER)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-zA-Z0-9]{24})(?![A-Za-z0-9])/,
          literals: ['looker'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'LOOKER_API_KEY={a-zA-Z0-9:24}',
            'lookerToken: "{a-zA-Z0-9:24}"',
            "'looker_secret' => '{a-zA-Z0-9:24}'",
          ],
          lookalikes: [
            'LOOKER_API_KEY={a-zA-Z0-9:18}',
            'looker says that {a-zA-Z0-9:24} is a commit',
            'OTHER_KEY={a-zA-Z0-9:24}',
          ],
        },
      ],
    },
  },
})
