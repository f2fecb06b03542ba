/** Gumroad: access tokens of 43 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'gumroad',
  name: 'Gumroad',
  docs: 'https://gumroad.com/api',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'gumroad-access-token',
          about: 'Gumroad access token',
          pattern:
            /(?:gumroad|Gumroad|GUMROAD)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
          literals: ['gumroad'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'GUMROAD_API_KEY={A-Za-z0-9_-:43}',
            'gumroadToken: "{A-Za-z0-9_-:43}"',
            "'gumroad_secret' => '{A-Za-z0-9_-:43}'",
          ],
          lookalikes: [
            'GUMROAD_API_KEY={A-Za-z0-9_-:33}',
            'gumroad says that {A-Za-z0-9_-:43} is a commit',
            'OTHER_KEY={A-Za-z0-9_-:43}',
          ],
        },
      ],
    },
  },
})
