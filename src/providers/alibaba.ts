/** Alibaba Cloud: access key ids begin with `LTAI`; access key secrets of 30 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'alibaba',
  name: 'Alibaba Cloud',
  docs: 'https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair',
  keys: {
    'access-key-id': {
      label: 'access key id',
      about: 'access key id',
      detect: [
        {
          rule: 'alibaba-access-key-id',
          about: 'Alibaba Cloud access key id',
          pattern: /(?<![A-Za-z0-9])(?<secret>LTAI[A-Za-z0-9]{17,21})(?![A-Za-z0-9])/,
          literals: ['ltai'],
          minEntropy: 3,
          examples: ['KEY=LTAI{A-Za-z0-9:19}', '"LTAI{A-Za-z0-9:19}"'],
          lookalikes: ['LTAI{A-Za-z0-9:13}', 'qLTAI{A-Za-z0-9:19}'],
        },
      ],
    },
    'access-key-secret': {
      label: 'access key secret',
      about: 'access key secret',
      detect: [
        {
          rule: 'alibaba-access-key-secret',
          about: 'Alibaba Cloud access key secret',
          pattern:
            /(?:alibaba|Alibaba|ALIBABA|aliyun|Aliyun|ALIYUN|access_key_secret|AccessKeySecret|ACCESS_KEY_SECRET)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[A-Za-z0-9]{30})(?![A-Za-z0-9])/,
          literals: ['alibaba', 'aliyun', 'access_key_secret'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'ALIBABA_API_KEY={A-Za-z0-9:30}',
            'alibabaToken: "{A-Za-z0-9:30}"',
            "'alibaba_secret' => '{A-Za-z0-9:30}'",
          ],
          lookalikes: [
            'ALIBABA_API_KEY={A-Za-z0-9:23}',
            'alibaba says that {A-Za-z0-9:30} is a commit',
            'OTHER_KEY={A-Za-z0-9:30}',
          ],
        },
      ],
    },
  },
})
