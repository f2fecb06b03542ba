/** Doppler: access tokens begin with `dp.pt.`; service tokens begin with `dp.st.`. */
import { bearer, identity, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

const ASK = probe({
  at: 'https://api.doppler.com',
  path: '/v3/me',
  send: bearer,
  live: 'workplace',
  inspect: ({ body }) => ({
    environment: 'live',
    ...identity(body, { account: 'workplace.name', principal: 'name' }),
    movesMoney: 'no',
  }),
})

export default defineProvider({
  id: 'doppler',
  name: 'Doppler',
  docs: 'https://docs.doppler.com/docs/service-tokens',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...ASK,
      detect: [
        {
          rule: 'doppler-access-token',
          about: 'Doppler access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>dp\.(?:pt|ct|sa|scim|audit)\.[A-Za-z0-9]{40,44})(?![A-Za-z0-9])/,
          literals: ['dp.pt.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.'],
          minEntropy: 3,
          examples: [
            'KEY=dp.pt.{A-Za-z0-9:42}',
            '"dp.ct.{A-Za-z0-9:42}"',
            'Bearer dp.sa.{A-Za-z0-9:42}',
            'token: dp.scim.{A-Za-z0-9:42}',
            'KEY=dp.audit.{A-Za-z0-9:42}',
          ],
          lookalikes: ['dp.pt.{A-Za-z0-9:30}', 'qdp.pt.{A-Za-z0-9:42}'],
        },
      ],
    },
    'service-token': {
      label: 'service token',
      about: 'service token',
      ...ASK,
      detect: [
        {
          rule: 'doppler-service-token',
          about: 'Doppler service token',
          pattern: /(?<![A-Za-z0-9])(?<secret>dp\.st\.[A-Za-z0-9]{40,44})(?![A-Za-z0-9])/,
          literals: ['dp.st.'],
          minEntropy: 3,
          examples: ['KEY=dp.st.{A-Za-z0-9:42}', '"dp.st.{A-Za-z0-9:42}"'],
          lookalikes: ['dp.st.{A-Za-z0-9:30}', 'qdp.st.{A-Za-z0-9:42}'],
        },
        {
          rule: 'doppler-config-token',
          about: 'Doppler service token',
          pattern: /(?<![A-Za-z0-9])(?<secret>dp\.st\.[a-z0-9_-]{2,35}\.[A-Za-z0-9]{40,44})(?![A-Za-z0-9])/,
          literals: ['dp.st.'],
          minEntropy: 3,
          examples: ['KEY=dp.st.{a-z0-9_-:18}.{A-Za-z0-9:42}', '"dp.st.{a-z0-9_-:18}.{A-Za-z0-9:42}"'],
          lookalikes: ['dp.st.{a-z0-9_-:18}.{A-Za-z0-9:30}', 'qdp.st.{a-z0-9_-:18}.{A-Za-z0-9:42}'],
        },
      ],
    },
  },
})
