/** Fastly: API tokens of 32 characters, known by the name beside them. */
import { keyBesideName } from './key-form.ts'
import { header, identity, member, namesOf, probe, textOf } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'fastly',
  name: 'Fastly',
  docs: 'https://docs.fastly.com/en/guides/using-api-tokens',
  keys: {
    'api-token': {
      label: 'API token',
      about: 'API token',
      ...probe({
        at: 'https://api.fastly.com',
        path: '/tokens/self',
        send: header('fastly-key'),
        live: 'id',
        inspect: ({ body }) => {
          const scopes = namesOf(member(body, 'scope'))
          const expires = textOf(body, 'expires_at')
          return {
            environment: 'live',
            // The customer is named in some answers only.
            ...identity(body, { account: 'user_id' }),
            ...identity(body, { account: 'customer_id', principal: 'name' }),
            scopes,
            access: scopes.includes('global') ? 'admin' : scopes.includes('global:read') ? 'read' : 'write',
            readsPersonalData: 'unknown',
            movesMoney: 'no',
            ...(expires && { expiresAt: new Date(expires) }),
          }
        },
      }),
      detect: [
        keyBesideName({
          rule: 'fastly-api-token',
          about: 'Fastly API token',
          names: ['fastly'],
          key: /[A-Za-z0-9_=-]{32}/,
        }),
      ],
    },
  },
})
