/** Alibaba Cloud: access key ids begin with `LTAI`; access key secrets of 30 characters, known by the name beside them. */
import { fixedKey, judgeNotWords, keyBesideName } from './key-form.ts'
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
        keyBesideName({
          rule: 'alibaba-sts-secret',
          about: 'Alibaba Cloud secret of a temporary key',
          names: ['alibaba', 'aliyun'],
          key: /[A-Za-z0-9]{40,48}/,
        }),
      ],
    },
    'security-token': {
      label: 'security token',
      about: 'security token',
      detect: [
        fixedKey({
          rule: 'alibaba-security-token',
          about: 'Alibaba Cloud security token',
          key: /CAIS[A-Za-z0-9+/_=-]{60,1000}/,
        }),
        fixedKey({
          rule: 'alibaba-sts-key-id',
          about: 'Alibaba Cloud id of a temporary key',
          part: 'id',
          key: /STS\.[A-Za-z0-9]{16,64}/,
          judge: judgeNotWords,
        }),
      ],
    },
  },
})
