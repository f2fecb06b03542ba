/** Lokalise: API tokens of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'lokalise',
  name: 'Lokalise',
  docs: 'https://developers.lokalise.com/reference/api-authentication',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'lokalise-api-token',
          about: 'Lokalise API token',
          pattern:
            /(?:lokalise|Lokalise|LOKALISE)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{40})(?![A-Za-z0-9])/,
          literals: ['lokalise'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'LOKALISE_API_KEY={a-f0-9:40}',
            'lokaliseToken: "{a-f0-9:40}"',
            "'lokalise_secret' => '{a-f0-9:40}'",
          ],
          lookalikes: [
            'LOKALISE_API_KEY={a-f0-9:30}',
            'lokalise says that {a-f0-9:40} is a commit',
            'OTHER_KEY={a-f0-9:40}',
          ],
        },
      ],
    },
  },
})
