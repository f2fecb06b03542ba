/** Slack: bot, user and app tokens, and incoming webhooks (whose URL is the key). */
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'slack',
  name: 'Slack',
  docs: 'https://docs.slack.dev/authentication/tokens',
  keys: {
    token: {
      label: 'token',
      about: 'bot or user token',
      detect: [
        {
          rule: 'slack-token',
          about: 'Slack bot or user token',
          pattern: /(?<![A-Za-z0-9])(?<secret>xox[abpr]-(?:\d{10,13}-){1,3}[A-Za-z0-9]{24,34})(?![A-Za-z0-9-])/,
          literals: ['xoxa-', 'xoxb-', 'xoxp-', 'xoxr-'],
          minEntropy: 3,
          examples: [
            'SLACK_BOT_TOKEN=xoxb-{1-9:12}-{1-9:13}-{A-Za-z0-9:24}',
            '"xoxp-{1-9:12}-{1-9:12}-{1-9:13}-{0-9a-f:32}"',
          ],
          lookalikes: [
            'xoxb-not-a-token',
            'xoxb-{1-9:12}-{1-9:12}-{A-Za-z0-9:10}',
            'xoxz-{1-9:12}-{1-9:13}-{A-Za-z0-9:24}',
          ],
        },
        {
          rule: 'slack-rotated-token',
          about: 'Slack configuration or refresh token',
          pattern: /(?<![A-Za-z0-9])(?<secret>xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{120,200})(?![A-Za-z0-9-])/,
          literals: ['xoxe-', 'xoxe.'],
          minEntropy: 3.5,
          examples: ['refresh: xoxe-1-{A-Za-z0-9:146}', 'xoxe.xoxp-1-{A-Za-z0-9:163}'],
          lookalikes: ['xoxe-1-{A-Za-z0-9:40}', 'xoxe.xoxq-1-{A-Za-z0-9:163}'],
        },
      ],
    },
    'app-token': {
      label: 'app-level token',
      about: 'app-level token',
      detect: [
        {
          rule: 'slack-app-token',
          about: 'Slack app-level token',
          pattern: /(?<![A-Za-z0-9])(?<secret>xapp-\d-[A-Z0-9]{9,11}-\d{10,13}-[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['xapp-'],
          minEntropy: 3,
          examples: ['SLACK_APP_TOKEN=xapp-1-{A-Z0-9:11}-{1-9:13}-{a-f0-9:64}'],
          lookalikes: ['xapp-1-{A-Z0-9:11}-{1-9:13}-{a-f0-9:32}'],
        },
      ],
    },
    webhook: {
      label: 'incoming webhook',
      about: 'incoming webhook',
      detect: [
        {
          rule: 'slack-webhook',
          about: 'Slack incoming webhook',
          pattern:
            /hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>[TE][A-Z0-9]{8,12}\/[AB]?[A-Z0-9]{8,19}\/[A-Za-z0-9/]{23,64})(?![A-Za-z0-9])/,
          literals: ['hooks.slack.com'],
          minEntropy: 3,
          examples: ['https://hooks.slack.com/services/T{A-Z0-9:8}/B{A-Z0-9:8}/{A-Za-z0-9:24}'],
          lookalikes: [
            'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
            'https://hooks.slack.com/services/T{A-Z0-9:8}',
          ],
        },
      ],
    },
  },
})
