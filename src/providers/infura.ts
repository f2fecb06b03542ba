/** Infura: project keys begin with `infura.io/v3/`; API keys of 32 characters, known by the name beside them. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'infura',
  name: 'Infura',
  docs: 'https://docs.metamask.io/services/get-started/infura/',
  keys: {
    'project-key': {
      label: 'project key',
      about: 'project key',
      detect: [
        {
          rule: 'infura-project-key',
          about: 'Infura project key',
          pattern: /(?<![A-Za-z0-9])(?<secret>infura\.io\/(?:v3|ws\/v3)\/[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['infura.io/v3/', 'infura.io/ws/v3/'],
          minEntropy: 3,
          examples: ['https://mainnet.infura.io/v3/{a-f0-9:32}'],
          lookalikes: ['https://mainnet.infura.io/v3/{a-f0-9:16}'],
        },
      ],
    },
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'infura-api-key',
          about: 'Infura API key',
          pattern:
            /(?:infura|Infura|INFURA)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{32})(?![A-Za-z0-9])/,
          literals: ['infura'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['INFURA_API_KEY={a-f0-9:32}', 'infuraToken: "{a-f0-9:32}"', "'infura_secret' => '{a-f0-9:32}'"],
          lookalikes: [
            'INFURA_API_KEY={a-f0-9:24}',
            'infura says that {a-f0-9:32} is a commit',
            'OTHER_KEY={a-f0-9:32}',
          ],
        },
      ],
    },
  },
})
