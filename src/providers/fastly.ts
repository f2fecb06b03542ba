/** Fastly: API tokens of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'fastly',
  name: 'Fastly',
  docs: 'https://docs.fastly.com/en/guides/using-api-tokens',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'fastly-api-token',
          about: 'Fastly API token',
          pattern:
            /(?:fastly|Fastly|FASTLY)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_=-]{32})(?![A-Za-z0-9_-])/,
          literals: ['fastly'],
          minEntropy: 3.2,
          judge: judgeByName,
          examples: [
            'FASTLY_API_KEY={A-Za-z0-9_=-:32}',
            'fastlyToken: "{A-Za-z0-9_=-:32}"',
            "'fastly_secret' => '{A-Za-z0-9_=-:32}'",
          ],
          lookalikes: [
            'FASTLY_API_KEY={A-Za-z0-9_=-:24}',
            'fastly says that {A-Za-z0-9_=-:32} is a commit',
            'OTHER_KEY={A-Za-z0-9_=-:32}',
          ],
        },
      ],
    },
  },
})
