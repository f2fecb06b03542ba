/** Anthropic: API keys and admin keys; both end in a fixed pair of letters. */
import { probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'anthropic',
  name: 'Anthropic',
  docs: 'https://docs.claude.com/en/api/overview',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.anthropic.com',
        path: '/v1/models?limit=1',
        send: ({ key = '' }) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01' }),
        live: 'data',
        inspect: ({ headers }) => {
          const account = headers.get('anthropic-organization-id')
          return {
            access: 'write',
            environment: 'live',
            ...(account && { account }),
            canMintKeys: 'no',
            movesMoney: 'no',
          }
        },
      }),
      detect: [
        {
          rule: 'anthropic-api-key',
          about: 'Anthropic API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>sk-ant-api\d{2,4}-[A-Za-z0-9_-]{93}AA)(?![A-Za-z0-9_-])/,
          literals: ['sk-ant-api'],
          minEntropy: 3.5,
          examples: ['ANTHROPIC_API_KEY=sk-ant-api03-{A-Za-z0-9_-:93}AA', 'x-api-key: sk-ant-api03-{A-Za-z0-9:93}AA'],
          lookalikes: ['sk-ant-api03-{A-Za-z0-9:93}BB', 'sk-ant-api03-{A-Za-z0-9:40}'],
        },
      ],
    },
    'admin-key': {
      label: 'admin key',
      about: 'admin key: manages other keys',
      ...probe({
        at: 'https://api.anthropic.com',
        path: '/v1/organizations/api_keys?limit=1',
        send: ({ key = '' }) => ({ 'x-api-key': key, 'anthropic-version': '2023-06-01' }),
        live: 'data',
        inspect: () => ({
          access: 'admin',
          environment: 'live',
          canMintKeys: 'no',
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'anthropic-admin-key',
          about: 'Anthropic admin key',
          pattern: /(?<![A-Za-z0-9])(?<secret>sk-ant-admin\d{2}-[A-Za-z0-9_-]{93}AA)(?![A-Za-z0-9_-])/,
          literals: ['sk-ant-admin'],
          minEntropy: 3.5,
          examples: ['sk-ant-admin01-{A-Za-z0-9_-:93}AA'],
          lookalikes: ['sk-ant-admin01-{A-Za-z0-9:92}AA', 'sk-ant-admin-{A-Za-z0-9:93}AA'],
        },
      ],
    },
  },
})
