/** Diffbot: access tokens of 32 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

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
          judge,
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
