/** PagerDuty: user keys begin with `u+`; API keys of 20 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'pagerduty',
  name: 'PagerDuty',
  docs: 'https://support.pagerduty.com/main/docs/api-access-keys',
  keys: {
    'user-key': {
      label: 'user key',
      about: 'user key',
      detect: [
        {
          rule: 'pagerduty-user-key',
          about: 'PagerDuty user key',
          pattern:
            /(?:pagerduty|PagerDuty|PAGERDUTY|pager_duty|PAGER_DUTY|pager-duty)[^\r\n]{0,40}?(?<![A-Za-z0-9])(?<secret>u\+[A-Za-z0-9_+-]{18})(?![A-Za-z0-9_-])/,
          literals: ['pagerduty', 'pager_duty', 'pager-duty'],
          minEntropy: 3,
          examples: ['PAGERDUTY_TOKEN=u+{A-Za-z0-9:18}'],
          lookalikes: ['PAGERDUTY_TOKEN=u+{A-Za-z0-9:10}'],
        },
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'pagerduty-api-key',
          about: 'PagerDuty API key',
          pattern:
            /(?:pagerduty|Pagerduty|PAGERDUTY|pager_duty|PagerDuty|PAGER_DUTY)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9_-]{20})(?![A-Za-z0-9_-])/,
          literals: ['pagerduty', 'pager_duty'],
          minEntropy: 2.5,
          judge: judgeByName,
          examples: [
            'PAGERDUTY_API_KEY={A-Za-z0-9_-:20}',
            'pagerdutyToken: "{A-Za-z0-9_-:20}"',
            "'pagerduty_secret' => '{A-Za-z0-9_-:20}'",
          ],
          lookalikes: [
            'PAGERDUTY_API_KEY={A-Za-z0-9_-:15}',
            'pagerduty says that {A-Za-z0-9_-:20} is a commit',
            'OTHER_KEY={A-Za-z0-9_-:20}',
          ],
        },
      ],
    },
  },
})
