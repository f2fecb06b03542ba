/** Zendesk: API tokens of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'zendesk',
  name: 'Zendesk',
  docs: 'https://developer.zendesk.com/api-reference/introduction/security-and-auth/',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      detect: [
        {
          rule: 'zendesk-api-token',
          about: 'Zendesk API token',
          pattern:
            /(?:zendesk|Zendesk|ZENDESK)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{40})(?![A-Za-z0-9])/,
          literals: ['zendesk'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'ZENDESK_API_KEY={A-Za-z0-9:40}',
            'zendeskToken: "{A-Za-z0-9:40}"',
            "'zendesk_secret' => '{A-Za-z0-9:40}'",
          ],
          lookalikes: [
            'ZENDESK_API_KEY={A-Za-z0-9:30}',
            'zendesk says that {A-Za-z0-9:40} is a commit',
            'OTHER_KEY={A-Za-z0-9:40}',
          ],
        },
      ],
    },
  },
})
