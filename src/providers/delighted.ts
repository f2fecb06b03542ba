/** Delighted: API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'delighted',
  name: 'Delighted',
  docs: 'https://app.delighted.com/docs/api',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'delighted-api-key',
          about: 'Delighted API key',
          pattern:
            /(?:delighted|Delighted|DELIGHTED)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{30,32})(?![A-Za-z0-9])/,
          literals: ['delighted'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'DELIGHTED_API_KEY={A-Za-z0-9:31}',
            'delightedToken: "{A-Za-z0-9:31}"',
            "'delighted_secret' => '{A-Za-z0-9:31}'",
          ],
          lookalikes: [
            'DELIGHTED_API_KEY={A-Za-z0-9:23}',
            'delighted says that {A-Za-z0-9:31} is a commit',
            'OTHER_KEY={A-Za-z0-9:31}',
          ],
        },
      ],
    },
  },
})
