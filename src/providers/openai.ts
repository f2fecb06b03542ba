/** OpenAI: project, service-account, user and admin keys. All hold the same mark in the middle. */
import { bearer, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'openai',
  name: 'OpenAI',
  docs: 'https://platform.openai.com/docs/api-reference/authentication',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key of a project, a service account or a user',
      ...probe({
        at: 'https://api.openai.com',
        path: '/v1/models',
        send: bearer,
        live: 'data',
        inspect: ({ headers }) => {
          const account = headers.get('openai-organization')
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
          rule: 'openai-api-key',
          about: 'OpenAI API key',
          pattern:
            /(?<![A-Za-z0-9_-])(?<secret>sk-(?!admin-)[A-Za-z0-9_-]{20,160}T3BlbkFJ[A-Za-z0-9_-]{20,160})(?![A-Za-z0-9_-])/,
          literals: ['t3blbkfj'],
          minEntropy: 3.5,
          window: { before: 180, after: 180 },
          examples: [
            'OPENAI_API_KEY=sk-proj-{A-Za-z0-9_-:73}AT3BlbkFJ{A-Za-z0-9:74}',
            '"sk-svcacct-{A-Za-z0-9:58}T3BlbkFJ{A-Za-z0-9:58}"',
            'sk-{A-Za-z0-9:20}T3BlbkFJ{A-Za-z0-9:20}',
          ],
          lookalikes: [
            'sk-{A-Za-z0-9:48}',
            'sk-{A-Za-z0-9:5}T3BlbkFJ{A-Za-z0-9:20}',
            'pk-{A-Za-z0-9:20}T3BlbkFJ{A-Za-z0-9:20}',
          ],
        },
        {
          rule: 'openai-old-key',
          about: 'OpenAI API key without the mark of later ones',
          pattern: /(?<![A-Za-z0-9_-])(?<secret>sk-[A-Za-z0-9]{48})(?![A-Za-z0-9_-])/,
          literals: ['sk-'],
          minEntropy: 3.8,
          fallback: true,
          judge: () => ({ keep: true, score: -10, reason: 'other companies write keys like this, too' }),
          examples: ['OPENAI_API_KEY=sk-{A-Za-z0-9:48}'],
          lookalikes: ['sk-{A-Za-z0-9:40}', 'sk-{a-z:12}-{a-z:12}'],
        },
      ],
    },
    'admin-key': {
      label: 'admin key',
      about: 'organisation admin key: makes and deletes other keys',
      ...probe({
        at: 'https://api.openai.com',
        path: '/v1/organization/admin_api_keys?limit=1',
        send: bearer,
        live: 'data',
        inspect: () => ({
          access: 'admin',
          environment: 'live',
          canMintKeys: 'yes',
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'openai-admin-key',
          about: 'OpenAI admin key',
          pattern:
            /(?<![A-Za-z0-9_-])(?<secret>sk-admin-[A-Za-z0-9_-]{20,120}T3BlbkFJ[A-Za-z0-9_-]{20,120})(?![A-Za-z0-9_-])/,
          literals: ['sk-admin-'],
          minEntropy: 3.5,
          examples: ['sk-admin-{A-Za-z0-9_-:57}AT3BlbkFJ{A-Za-z0-9:58}'],
          lookalikes: ['sk-admin-{A-Za-z0-9:40}', 'sk-admin-T3BlbkFJ{A-Za-z0-9:58}'],
        },
      ],
    },
  },
})
