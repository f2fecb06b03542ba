/** Alibaba Cloud: access key ids begin with `LTAI`; access key secrets of 30 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { defineProvider } from './provider.ts'

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
        keyBesideName({
          rule: 'alibaba-access-key-secret',
          about: 'Alibaba Cloud access key secret',
          names: ['alibaba', 'aliyun', 'access key secret'],
          key: /[A-Za-z0-9]{30}/,
        }),
      ],
    },
  },
})
