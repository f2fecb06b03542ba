/** Cerebras: API keys begin with `csk-`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'cerebras',
  name: 'Cerebras',
  docs: 'https://inference-docs.cerebras.ai/quickstart',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.cerebras.ai',
        path: '/v1/models',
        send: bearer,
        live: 'data',
      }),
      detect: [
        {
          rule: 'cerebras-api-key',
          about: 'Cerebras API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>csk-[a-z0-9]{48})(?![A-Za-z0-9])/,
          literals: ['csk-'],
          minEntropy: 3,
          examples: ['KEY=csk-{a-z0-9:48}', '"csk-{a-z0-9:48}"'],
          lookalikes: ['csk-{a-z0-9:36}', 'qcsk-{a-z0-9:48}'],
        },
      ],
    },
  },
})
