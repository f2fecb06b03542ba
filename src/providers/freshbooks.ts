/** FreshBooks: access tokens of 64 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

export default defineProvider({
  id: 'freshbooks',
  name: 'FreshBooks',
  docs: 'https://www.freshbooks.com/api/authentication',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      detect: [
        {
          rule: 'freshbooks-access-token',
          about: 'FreshBooks access token',
          pattern:
            /(?:freshbooks|Freshbooks|FRESHBOOKS)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{64})(?![A-Za-z0-9])/,
          literals: ['freshbooks'],
          minEntropy: 3,
          judge,
          examples: [
            'FRESHBOOKS_API_KEY={a-z0-9:64}',
            'freshbooksToken: "{a-z0-9:64}"',
            "'freshbooks_secret' => '{a-z0-9:64}'",
          ],
          lookalikes: [
            'FRESHBOOKS_API_KEY={a-z0-9:48}',
            'freshbooks says that {a-z0-9:64} is a commit',
            'OTHER_KEY={a-z0-9:64}',
          ],
        },
      ],
    },
  },
})
