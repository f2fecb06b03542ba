/** Codacy: API tokens of 20 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

export default defineProvider({
  id: 'codacy',
  name: 'Codacy',
  docs: 'https://docs.codacy.com/codacy-api/api-tokens/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'codacy-api-token',
          about: 'Codacy API token',
          pattern:
            /(?:codacy|Codacy|CODACY)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{20})(?![A-Za-z0-9])/,
          literals: ['codacy'],
          minEntropy: 2.5,
          judge,
          examples: [
            'CODACY_API_KEY={A-Za-z0-9:20}',
            'codacyToken: "{A-Za-z0-9:20}"',
            "'codacy_secret' => '{A-Za-z0-9:20}'",
          ],
          lookalikes: [
            'CODACY_API_KEY={A-Za-z0-9:15}',
            'codacy says that {A-Za-z0-9:20} is a commit',
            'OTHER_KEY={A-Za-z0-9:20}',
          ],
        },
      ],
    },
  },
})
