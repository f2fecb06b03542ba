/** PagerDuty: user keys begin with `u+`; API keys of 20 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

const ASK = probe({
  at: 'https://api.pagerduty.com',
  path: '/abilities',
  send: (parts) => ({
    ...header('authorization', 'Token token=')(parts),
    accept: 'application/vnd.pagerduty+json;version=2',
  }),
  live: 'abilities',
})

export default defineProvider({
  id: 'pagerduty',
  name: 'PagerDuty',
  docs: 'https://support.pagerduty.com/main/docs/api-access-keys',
  keys: {
    'user-key': {
      label: 'user key',
      about: 'user key',
      ...ASK,
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
      ...ASK,
      detect: [
        keyBesideName({
          rule: 'pagerduty-api-key',
          about: 'PagerDuty API key',
          names: ['pager duty'],
          key: /[A-Za-z0-9_-]{20}/,
        }),
      ],
    },
    'integration-key': {
      label: 'integration key',
      about: 'integration key',
      detect: [
        keyBesideName({
          rule: 'pagerduty-integration-key',
          about: 'PagerDuty integration key',
          names: ['pager duty'],
          key: /[a-f0-9]{32}/,
        }),
      ],
    },
  },
})
