/** Bitly: access tokens of 40 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

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
          judge,
          examples: ['BITLY_API_KEY={a-f0-9:40}', 'bitlyToken: "{a-f0-9:40}"', "'bitly_secret' => '{a-f0-9:40}'"],
          lookalikes: ['BITLY_API_KEY={a-f0-9:30}', 'bitly says that {a-f0-9:40} is a commit', 'OTHER_KEY={a-f0-9:40}'],
        },
      ],
    },
  },
})
