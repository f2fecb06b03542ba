/** Codacy: API tokens of 20 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

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
          judge: judgeByName,
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
