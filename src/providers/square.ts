/** Square: access tokens begin with `sq0atp-` or `EAAA`; application secrets with `sq0csp-`; application ids with `sq0idp-`. */
import { bearer, identity, member, namesOf, probe, textOf } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'square',
  name: 'Square',
  docs: 'https://developer.squareup.com/docs/build-basics/access-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: ['https://connect.squareup.com', 'https://connect.squareupsandbox.com'],
        method: 'POST',
        path: '/oauth2/token/status',
        send: bearer,
        live: 'scopes',
        inspect: ({ body }) => {
          const scopes = namesOf(member(body, 'scopes'))
          const expires = textOf(body, 'expires_at')
          const has = (pattern: RegExp): 'yes' | 'no' => (scopes.some((scope) => pattern.test(scope)) ? 'yes' : 'no')
          return {
            ...identity(body, { account: 'merchant_id', principal: 'client_id' }),
            scopes,
            access: has(/_WRITE/) === 'yes' ? 'write' : 'read',
            canMintKeys: 'no',
            readsPersonalData: has(/^(?:CUSTOMERS|EMPLOYEES|ORDERS|PAYMENTS)_READ/),
            movesMoney: has(/^(?:PAYMENTS|PAYOUTS|DISPUTES)_WRITE/),
            ...(expires && { expiresAt: new Date(expires) }),
          }
        },
      }),
      detect: [
        {
          rule: 'square-access-token',
          about: 'Square access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>sq0at[pb]-[A-Za-z0-9_-]{22,60})(?![A-Za-z0-9_-])/,
          literals: ['sq0atp-', 'sq0atb-'],
          minEntropy: 3,
          partners: [{ rule: 'square-application-id' }],
          examples: ['KEY=sq0atp-{A-Za-z0-9_-:22}', '"sandbox-sq0atb-{A-Za-z0-9_-:22}"'],
          lookalikes: ['sq0atp-{A-Za-z0-9_-:17}', 'qsq0atp-{A-Za-z0-9_-:22}'],
        },
        {
          rule: 'square-production-token',
          about: 'Square access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>EAAA[A-Za-z0-9_-]{59,60})(?![A-Za-z0-9_-])/,
          literals: ['eaaa'],
          minEntropy: 3.5,
          partners: [{ rule: 'square-application-id' }],
          examples: ['KEY=EAAA{A-Za-z0-9_-:60}', '"EAAA{A-Za-z0-9_-:60}"'],
          lookalikes: ['EAAA{A-Za-z0-9_-:45}', 'qEAAA{A-Za-z0-9_-:60}'],
        },
      ],
    },
    'application-secret': {
      label: 'application secret',
      about: 'application secret',
      detect: [
        {
          rule: 'square-application-secret',
          about: 'Square application secret',
          pattern: /(?<![A-Za-z0-9])(?<secret>sq0cs[pb]-[A-Za-z0-9_-]{40,50})(?![A-Za-z0-9_-])/,
          literals: ['sq0csp-', 'sq0csb-'],
          minEntropy: 3,
          partners: [{ rule: 'square-application-id' }],
          examples: ['KEY=sq0csp-{A-Za-z0-9_-:43}', '"sandbox-sq0csb-{A-Za-z0-9_-:43}"'],
          lookalikes: ['sq0csp-{A-Za-z0-9_-:33}', 'qsq0csp-{A-Za-z0-9_-:43}'],
        },
      ],
    },
    'application-id': {
      label: 'application id',
      about: 'application id',
      detect: [
        {
          rule: 'square-application-id',
          about: 'Square application id',
          pattern: /(?<![A-Za-z0-9])(?<secret>sq0id[pb]-[A-Za-z0-9_-]{22,43})(?![A-Za-z0-9_-])/,
          literals: ['sq0idp-', 'sq0idb-'],
          minEntropy: 3,
          part: 'id',
          examples: ['app: sq0idp-{A-Za-z0-9_-:22}', '"sandbox-sq0idb-{A-Za-z0-9_-:22}"'],
          lookalikes: ['sq0idp-{A-Za-z0-9_-:17}', 'qsq0idp-{A-Za-z0-9_-:22}'],
        },
      ],
    },
  },
})
