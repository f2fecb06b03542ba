/** Okta: API tokens of 42 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'okta',
  name: 'Okta',
  docs: 'https://developer.okta.com/docs/guides/create-an-api-token/main/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'okta-api-token',
          about: 'Okta API token',
          pattern:
            /(?:okta|Okta|OKTA|ssws|Ssws|SSWS)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>00[A-Za-z0-9_-]{40})(?![A-Za-z0-9_-])/,
          literals: ['okta', 'ssws'],
          minEntropy: 3.5,
          judge: judgeByName,
          examples: [
            'OKTA_API_KEY=00{A-Za-z0-9_-:40}',
            'oktaToken: "00{A-Za-z0-9_-:40}"',
            "'okta_secret' => '00{A-Za-z0-9_-:40}'",
          ],
          lookalikes: [
            'OKTA_API_KEY=00{A-Za-z0-9_-:30}',
            'okta says that 00{A-Za-z0-9_-:40} is a commit',
            'OTHER_KEY=00{A-Za-z0-9_-:40}',
          ],
        },
      ],
    },
  },
})
