/** Google OAuth: access tokens begin with `ya29.`; refresh tokens begin with `1//0`. */
import { bearer, identity, member, namesOf, probe } from './probe.ts'
import { defineProvider } from './provider.ts'

export default defineProvider({
  id: 'google-oauth',
  name: 'Google OAuth',
  docs: 'https://developers.google.com/identity/protocols/oauth2',
  keys: {
    'access-token': {
      label: 'access token',
      about: 'access token',
      ...probe({
        at: 'https://oauth2.googleapis.com',
        method: 'POST',
        path: '/tokeninfo',
        send: bearer,
        live: 'scope',
        judge: ({ body }) =>
          member(body, 'error') === 'invalid_token' ? { state: 'dead', why: 'expired' } : undefined,
        inspect: ({ body }) => {
          const scopes = namesOf(member(body, 'scope'))
          const isWide = scopes.some((scope) => scope.endsWith('/auth/cloud-platform'))
          const isReadOnly = scopes.every((scope) => /readonly$|^(?:openid|email|profile)$|userinfo/.test(scope))
          return {
            environment: 'live',
            ...identity(body, { account: 'azp', principal: 'email' }),
            scopes,
            access: isWide ? 'admin' : isReadOnly ? 'read' : 'write',
            canMintKeys: isWide ? 'yes' : 'no',
            movesMoney: 'no',
          }
        },
      }),
      detect: [
        {
          rule: 'google-oauth-access-token',
          about: 'Google OAuth access token',
          pattern: /(?<![A-Za-z0-9])(?<secret>ya29\.[A-Za-z0-9_-]{20,500})(?![A-Za-z0-9_-])/,
          literals: ['ya29.'],
          minEntropy: 3.5,
          window: { before: 8, after: 520 },
          examples: ['KEY=ya29.{A-Za-z0-9_-:220}', '"ya29.{A-Za-z0-9_-:220}"'],
          lookalikes: ['ya29.{A-Za-z0-9_-:16}', 'qya29.{A-Za-z0-9_-:220}'],
        },
      ],
    },
    'refresh-token': {
      label: 'refresh token',
      about: 'refresh token',
      detect: [
        {
          rule: 'google-oauth-refresh-token',
          about: 'Google OAuth refresh token',
          pattern: /(?<![A-Za-z0-9])(?<secret>1\/\/0[A-Za-z0-9_-]{60,110})(?![A-Za-z0-9_-])/,
          literals: ['1//0'],
          minEntropy: 3.8,
          examples: ['KEY=1//0{A-Za-z0-9_-:85}', '"1//0{A-Za-z0-9_-:85}"'],
          lookalikes: ['1//0{A-Za-z0-9_-:45}', 'q1//0{A-Za-z0-9_-:85}'],
        },
      ],
    },
  },
})
