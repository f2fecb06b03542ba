/** LlamaCloud: API keys begin with `llx-`. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'llamacloud',
  name: 'LlamaCloud',
  docs: 'https://docs.cloud.llamaindex.ai/api_key',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.cloud.llamaindex.ai',
        path: '/api/v1/projects',
        send: bearer,
        live: ({ body }) => Array.isArray(body),
      }),
      detect: [
        {
          rule: 'llamacloud-api-key',
          about: 'LlamaCloud API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>llx-[A-Za-z0-9]{48})(?![A-Za-z0-9])/,
          literals: ['llx-'],
          minEntropy: 3,
          examples: ['KEY=llx-{A-Za-z0-9:48}', '"llx-{A-Za-z0-9:48}"'],
          lookalikes: ['llx-{A-Za-z0-9:36}', 'qllx-{A-Za-z0-9:48}'],
        },
      ],
    },
  },
})
