/** Fireworks AI: API keys begin with `fw_`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fireworks',
  name: 'Fireworks AI',
  docs: 'https://docs.fireworks.ai/getting-started/quickstart',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.fireworks.ai',
        path: '/inference/v1/models',
        send: bearer,
        live: 'data',
      }),
      detect: [
        {
          rule: 'fireworks-api-key',
          about: 'Fireworks AI API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>fw_[A-Za-z0-9]{22,24})(?![A-Za-z0-9])/,
          literals: ['fw_'],
          minEntropy: 3.5,
          examples: ['KEY=fw_{A-Za-z0-9:23}', '"fw_{A-Za-z0-9:23}"'],
          lookalikes: ['fw_{A-Za-z0-9:17}', 'qfw_{A-Za-z0-9:23}'],
        },
      ],
    },
  },
})
