/** Beamer: API keys of 46 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

export default defineProvider({
  id: 'beamer',
  name: 'Beamer',
  docs: 'https://www.getbeamer.com/docs',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'beamer-api-key',
          about: 'Beamer API key',
          pattern:
            /(?:beamer|Beamer|BEAMER)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>b_[A-Za-z0-9_=-]{44})(?![A-Za-z0-9_-])/,
          literals: ['beamer'],
          minEntropy: 3,
          judge,
          examples: [
            'BEAMER_API_KEY=b_{A-Za-z0-9_=-:44}',
            'beamerToken: "b_{A-Za-z0-9_=-:44}"',
            "'beamer_secret' => 'b_{A-Za-z0-9_=-:44}'",
          ],
          lookalikes: [
            'BEAMER_API_KEY=b_{A-Za-z0-9_=-:33}',
            'beamer says that b_{A-Za-z0-9_=-:44} is a commit',
            'OTHER_KEY=b_{A-Za-z0-9_=-:44}',
          ],
        },
      ],
    },
  },
})
