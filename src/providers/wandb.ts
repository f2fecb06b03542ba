/** Weights and Biases: API keys of 40 characters, known by the name beside them; API keys begin with `wandb_v1_`. */
import { defineProvider, judgeByName } from './provider.ts'

export default defineProvider({
  id: 'wandb',
  name: 'Weights and Biases',
  docs: 'https://docs.wandb.ai/support/find_api_key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      detect: [
        {
          rule: 'wandb-api-key',
          about: 'Weights and Biases API key',
          pattern:
            /(?:wandb|Wandb|WANDB)[\w .-]{0,24}["'`\\\]]{0,3}\s{0,3}(?:=>|:=|[:=>,])\s{0,3}["'`\\]{0,3}(?<secret>[a-f0-9]{40})(?![A-Za-z0-9])/,
          literals: ['wandb'],
          minEntropy: 3,
          judge: judgeByName,
          examples: ['WANDB_API_KEY={a-f0-9:40}', 'wandbToken: "{a-f0-9:40}"', "'wandb_secret' => '{a-f0-9:40}'"],
          lookalikes: ['WANDB_API_KEY={a-f0-9:30}', 'wandb says that {a-f0-9:40} is a commit', 'OTHER_KEY={a-f0-9:40}'],
        },
        {
          rule: 'wandb-api-key-v1',
          about: 'Weights and Biases API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>wandb_v1_[A-Za-z0-9_-]{60,90})(?![A-Za-z0-9_-])/,
          literals: ['wandb_v1_'],
          minEntropy: 3,
          examples: ['KEY=wandb_v1_{A-Za-z0-9_-:75}', '"wandb_v1_{A-Za-z0-9_-:75}"'],
          lookalikes: ['wandb_v1_{A-Za-z0-9_-:45}', 'qwandb_v1_{A-Za-z0-9_-:75}'],
        },
      ],
    },
  },
})
