/** MessageBird: API keys of 25 characters, known by the name beside them; client ids of 36 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'messagebird',
  name: 'MessageBird',
  docs: 'https://developers.messagebird.com/quickstarts/getting-your-api-key/',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'messagebird-api-key',
          about: 'MessageBird API key',
          pattern:
            /(?:messagebird|Messagebird|MESSAGEBIRD|message_bird|MessageBird|MESSAGE_BIRD|message-bird|MESSAGE-BIRD)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{25})(?![A-Za-z0-9])/,
          literals: ['messagebird', 'message_bird', 'message-bird'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'MESSAGEBIRD_API_KEY={A-Za-z0-9:25}',
            'messagebirdToken: "{A-Za-z0-9:25}"',
            "'messagebird_secret' => '{A-Za-z0-9:25}'",
          ],
          lookalikes: [
            'MESSAGEBIRD_API_KEY={A-Za-z0-9:19}',
            'messagebird says that {A-Za-z0-9:25} is a commit',
            'OTHER_KEY={A-Za-z0-9:25}',
          ],
        },
      ],
    },
    'client-id': {
      label: 'client id',
      about: 'client id',
      detect: [
        {
          rule: 'messagebird-client-id',
          about: 'MessageBird client id',
          pattern:
            /(?:messagebird|Messagebird|MESSAGEBIRD|message_bird|MessageBird|MESSAGE_BIRD|message-bird|MESSAGE-BIRD)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12})(?![A-Za-z0-9])/,
          literals: ['messagebird', 'message_bird', 'message-bird'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'MESSAGEBIRD_API_KEY={A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:12}',
            'messagebirdToken: "{A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:12}"',
            "'messagebird_secret' => '{A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:12}'",
          ],
          lookalikes: [
            'MESSAGEBIRD_API_KEY={A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:9}',
            'messagebird says that {A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:12} is a commit',
            'OTHER_KEY={A-Fa-f0-9:8}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:4}-{A-Fa-f0-9:12}',
          ],
        },
      ],
    },
  },
})
