/** Kagi: API keys of 55 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

export default defineProvider({
  id: 'kagi',
  name: 'Kagi',
  docs: 'https://help.kagi.com/kagi/api/overview.html',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'kagi-api-key',
          about: 'Kagi API key',
          pattern:
            /(?:kagi|Kagi|KAGI)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_-]{11}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
          literals: ['kagi'],
          minEntropy: 3,
          judge,
          examples: [
            'KAGI_API_KEY={A-Za-z0-9_-:11}.{A-Za-z0-9_-:43}',
            'kagiToken: "{A-Za-z0-9_-:11}.{A-Za-z0-9_-:43}"',
            "'kagi_secret' => '{A-Za-z0-9_-:11}.{A-Za-z0-9_-:43}'",
          ],
          lookalikes: [
            'KAGI_API_KEY={A-Za-z0-9_-:11}.{A-Za-z0-9_-:33}',
            'kagi says that {A-Za-z0-9_-:11}.{A-Za-z0-9_-:43} is a commit',
            'OTHER_KEY={A-Za-z0-9_-:11}.{A-Za-z0-9_-:43}',
          ],
        },
      ],
    },
  },
})
