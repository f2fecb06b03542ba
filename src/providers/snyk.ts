/** Snyk: API tokens of 36 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'snyk',
  name: 'Snyk',
  docs: 'https://docs.snyk.io/snyk-api/authentication-for-api',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'snyk-api-token',
          about: 'Snyk API token',
          pattern:
            /(?:snyk|Snyk|SNYK)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12})(?![A-Za-z0-9])/,
          literals: ['snyk'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'SNYK_API_KEY={A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:12}',
            'snykToken: "{A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:12}"',
            "'snyk_secret' => '{A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:12}'",
          ],
          lookalikes: [
            'SNYK_API_KEY={A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:9}',
            'snyk says that {A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:12} is a commit',
            'OTHER_KEY={A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:12}',
          ],
        },
      ],
    },
  },
})
