/** Bitly: access tokens of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'bitly',
  name: 'Bitly',
  docs: 'https://dev.bitly.com/docs/getting-started/authentication/',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'bitly-access-token',
          about: 'Bitly access token',
          pattern:
            /(?:bitly|Bitly|BITLY)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{40})(?![A-Za-z0-9])/,
          literals: ['bitly'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['BITLY_API_KEY={a-f0-9:40}', 'bitlyToken: "{a-f0-9:40}"', "'bitly_secret' => '{a-f0-9:40}'"],
          lookalikes: ['BITLY_API_KEY={a-f0-9:30}', 'bitly says that {a-f0-9:40} is a commit', 'OTHER_KEY={a-f0-9:40}'],
        },
      ],
    },
  },
})
