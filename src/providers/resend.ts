/** Resend: API keys begin with `re_`. */
import { bearer, member, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'resend',
  name: 'Resend',
  docs: 'https://resend.com/docs/dashboard/api-keys/introduction',
  keys: {
    'api-key': {
      label: 'API key',
      about: 'API key',
      ...probe({
        at: 'https://api.resend.com',
        path: '/domains',
        send: bearer,
        live: 'data',
        // A key that may only send is told so with 401.
        judge: ({ body }) => {
          if (member(body, 'name') === 'restricted_api_key') return { state: 'restricted' }
          return member(body, 'message') === 'API key is invalid' ? { state: 'dead', why: 'refused' } : undefined
        },
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
          rule: 'resend-api-key',
          about: 'Resend API key',
          pattern: /(?<![A-Za-z0-9])(?<secret>re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24})(?![A-Za-z0-9])/,
          literals: ['re_'],
          minEntropy: 3,
          examples: ['KEY=re_{A-Za-z0-9:8}_{A-Za-z0-9:24}', '"re_{A-Za-z0-9:8}_{A-Za-z0-9:24}"'],
          lookalikes: ['re_{A-Za-z0-9:8}_{A-Za-z0-9:18}', 'qre_{A-Za-z0-9:8}_{A-Za-z0-9:24}'],
        },
      ],
    },
  },
})
