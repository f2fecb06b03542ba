/** Algolia: API keys of 32 characters, known by the name beside them. */
import { defineProvider, type Judgement } from './provider.ts'

/** The text names the provider, the characters alone prove nothing. */
function judge(secret: string): Judgement {
  return /^(?:[a-z]+|[A-Z]+|\d+)$/.test(secret)
    ? { keep: false, reason: 'words or a number, not a key' }
    : { keep: true, score: -10, reason: 'known only by the name beside it' }
}

export default defineProvider({
  id: 'algolia',
  name: 'Algolia',
  docs: 'https://www.algolia.com/doc/guides/security/api-keys/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'algolia-api-key',
          about: 'Algolia API key',
          pattern:
            /(?:algolia|Algolia|ALGOLIA)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-z0-9]{32})(?![A-Za-z0-9])/,
          literals: ['algolia'],
          minEntropy: 3,
          judge,
          examples: ['ALGOLIA_API_KEY={a-z0-9:32}', 'algoliaToken: "{a-z0-9:32}"', "'algolia_secret' => '{a-z0-9:32}'"],
          lookalikes: [
            'ALGOLIA_API_KEY={a-z0-9:24}',
            'algolia says that {a-z0-9:32} is a commit',
            'OTHER_KEY={a-z0-9:32}',
          ],
        },
      ],
    },
  },
})
