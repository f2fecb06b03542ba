/** Coveralls: repo tokens of 37 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

export default defineProvider({
  id: 'coveralls',
  name: 'Coveralls',
  docs: 'https://docs.coveralls.io/api-introduction',
  keys: {
    'repo-token': {
      label: 'repo token',
      about: 'repo token',
      detect: [
        {
          rule: 'coveralls-repo-token',
          about: 'Coveralls repo token',
          pattern:
            /(?:coveralls|Coveralls|COVERALLS)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9-]{32,37})(?![A-Za-z0-9])/,
          literals: ['coveralls'],
          minEntropy: 3,
          judge,
          examples: [
            'COVERALLS_API_KEY={A-Za-z0-9-:34}',
            'coverallsToken: "{A-Za-z0-9-:34}"',
            "'coveralls_secret' => '{A-Za-z0-9-:34}'",
          ],
          lookalikes: [
            'COVERALLS_API_KEY={A-Za-z0-9-:24}',
            'coveralls says that {A-Za-z0-9-:34} is a commit',
            'OTHER_KEY={A-Za-z0-9-:34}',
          ],
        },
      ],
    },
  },
})
