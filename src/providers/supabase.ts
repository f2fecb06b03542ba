/** Supabase: access tokens begin with `sbp_`; secret keys begin with `sb_secret_`. */
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'supabase',
  name: 'Supabase',
  docs: 'https://supabase.com/docs/guides/api/api-keys',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://api.supabase.com',
        path: '/v1/organizations',
        send: bearer,
        live: ({ body }) => Array.isArray(body),
        inspect: ({ body }) => ({
          // A personal token may do whatever its owner may.
          access: 'admin',
          environment: 'live',
          ...identity(body, { account: '0.id' }),
          canMintKeys: 'yes',
          readsPersonalData: 'yes',
          movesMoney: 'no',
        }),
      }),
      detect: [
        {
          rule: 'supabase-access-token',
          about: 'Supabase access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sbp_[a-z0-9_-]{40})(?![A-Za-z0-9])/,
          literals: ['sbp_'],
          minEntropy: 3,
          examples: ['KEY=sbp_{a-f0-9:40}', '"sbp_{a-f0-9:40}"'],
          lookalikes: ['sbp_{a-f0-9:30}', 'qsbp_{a-f0-9:40}'],
        },
      ],
    },
    'secret-key': {
      label: 'secret key',
      about: 'secret key',
      detect: [
        {
          rule: 'supabase-secret-key',
          partners: [{ rule: 'supabase-project-url' }],
          about: 'Supabase secret key',
          pattern: /(?<![A-Za-z0-9])(?<secret>sb_secret_[A-Za-z0-9_-]{31,36})(?![A-Za-z0-9_-])/,
          literals: ['sb_secret_'],
          minEntropy: 3,
          examples: ['KEY=sb_secret_{A-Za-z0-9_-:33}', '"sb_secret_{A-Za-z0-9_-:33}"'],
          lookalikes: ['sb_secret_{A-Za-z0-9_-:24}', 'qsb_secret_{A-Za-z0-9_-:33}'],
        },
      ],
    },
    'project-url': {
      label: 'project URL',
      about: 'the project that a key opens',
      detect: [
        {
          rule: 'supabase-project-url',
          about: 'Supabase project URL',
          pattern: /(?<secret>https:\/\/[a-z0-9]{16,32}\.supabase\.co)(?![A-Za-z0-9-])/,
          literals: ['.supabase.co'],
          part: 'context',
          examples: ['SUPABASE_URL=https://{a-z:20}.supabase.co'],
          lookalikes: ['https://supabase.co', 'https://{a-z:8}.supabase.co'],
        },
      ],
    },
  },
})
