/** Weights and Biases: API keys of 40 characters, known by the name beside them; API keys begin with `wandb_v1_`. */
import { keyBesideName } from './key-form.ts'
import { basic, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'wandb',
  name: 'Weights and Biases',
  docs: 'https://docs.wandb.ai/support/find_api_key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.wandb.ai',
        method: 'POST',
        path: '/graphql',
        send: ({ key = '' }) => basic('api', key),
        body: () => ({ query: '{ viewer { id username } }' }),
        live: 'data.viewer.id',
        inspect: ({ body }) => ({
          access: 'write',
          environment: 'live',
          ...identity(body, { account: 'data.viewer.id', principal: 'data.viewer.username' }),
          movesMoney: 'no',
        }),
      }),
      detect: [
        keyBesideName({
          rule: 'wandb-api-key',
          about: 'Weights and Biases API key',
          names: ['wandb'],
          key: /[a-f0-9]{40}/,
        }),
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
