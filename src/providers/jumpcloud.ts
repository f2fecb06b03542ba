/** JumpCloud: API keys begin with `jca_`; API keys of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'jumpcloud',
  name: 'JumpCloud',
  docs: 'https://jumpcloud.com/support/jumpcloud-apis1',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'jumpcloud-api-key',
          about: 'JumpCloud API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>jca_[A-Za-z0-9]{36})(?![A-Za-z0-9])/,
          literals: ['jca_'],
          minEntropy: 3,
          examples: ['KEY=jca_{A-Za-z0-9:36}', '"jca_{A-Za-z0-9:36}"'],
          lookalikes: ['jca_{A-Za-z0-9:27}', 'qjca_{A-Za-z0-9:36}'],
        },
        {
          rule: 'jumpcloud-api-key-old',
          about: 'JumpCloud API key',
          pattern:
            /(?:jumpcloud|Jumpcloud|JUMPCLOUD)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-zA-Z0-9]{40})(?![A-Za-z0-9])/,
          literals: ['jumpcloud'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'JUMPCLOUD_API_KEY={a-zA-Z0-9:40}',
            'jumpcloudToken: "{a-zA-Z0-9:40}"',
            "'jumpcloud_secret' => '{a-zA-Z0-9:40}'",
          ],
          lookalikes: [
            'JUMPCLOUD_API_KEY={a-zA-Z0-9:30}',
            'jumpcloud says that {a-zA-Z0-9:40} is a commit',
            'OTHER_KEY={a-zA-Z0-9:40}',
          ],
        },
      ],
    },
  },
})
