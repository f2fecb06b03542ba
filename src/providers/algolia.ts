/** Algolia: API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

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
          judge: judgeByName,
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
