/** Cloudsmith: API keys begin with `csa_`; API keys of 40 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'cloudsmith',
  name: 'Cloudsmith',
  docs: 'https://help.cloudsmith.io/docs/api-key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'cloudsmith-api-key',
          about: 'Cloudsmith API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>csa_[A-Za-z0-9]{36})(?![A-Za-z0-9])/,
          literals: ['csa_'],
          minEntropy: 3,
          examples: ['KEY=csa_{A-Za-z0-9:36}', '"csa_{A-Za-z0-9:36}"'],
          lookalikes: ['csa_{A-Za-z0-9:27}', 'qcsa_{A-Za-z0-9:36}'],
        },
        {
          rule: 'cloudsmith-api-key-old',
          about: 'Cloudsmith API key',
          pattern:
            /(?:cloudsmith|Cloudsmith|CLOUDSMITH)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{40})(?![A-Za-z0-9])/,
          literals: ['cloudsmith'],
          minEntropy: 3,
          judge: judgeByName,
          examples: [
            'CLOUDSMITH_API_KEY={a-f0-9:40}',
            'cloudsmithToken: "{a-f0-9:40}"',
            "'cloudsmith_secret' => '{a-f0-9:40}'",
          ],
          lookalikes: [
            'CLOUDSMITH_API_KEY={a-f0-9:30}',
            'cloudsmith says that {a-f0-9:40} is a commit',
            'OTHER_KEY={a-f0-9:40}',
          ],
        },
      ],
    },
  },
})
