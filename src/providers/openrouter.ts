/** OpenRouter: API keys begin with `sk-or-v1-`. */
import { bearer, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'openrouter',
  name: 'OpenRouter',
  docs: 'https://openrouter.ai/docs/api-reference/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://openrouter.ai',
        path: '/api/v1/key',
        send: bearer,
        live: 'data',
        inspect: ({ body }) => ({
          access: 'write',
          environment: 'live',
          canMintKeys: member(body, 'data.is_provisioning_key') === true ? 'yes' : 'no',
          readsPersonalData: 'no',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'openrouter-api-key',
          about: 'OpenRouter API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>sk-or-v1-[a-f0-9]{64})(?![A-Za-z0-9])/,
          literals: ['sk-or-v1-'],
          minEntropy: 3,
          examples: ['KEY=sk-or-v1-{a-f0-9:64}', '"sk-or-v1-{a-f0-9:64}"'],
          lookalikes: ['sk-or-v1-{a-f0-9:48}', 'qsk-or-v1-{a-f0-9:64}'],
        },
      ],
    },
  },
})
