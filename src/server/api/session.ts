/** Signing in to the dashboard: a one-time setup token becomes a session cookie. */
import { Type } from '@sinclair/typebox'
import { Sensitive } from '../../base/sensitive.ts'
import { append } from '../../journal/append.ts'
import { createToken, redeemSetupToken, revokeToken } from '../../secrets/identities.ts'
import type { App } from '../app.ts'
import { callerOf, SESSION_COOKIE } from '../auth.ts'
import type { Server } from '../http.ts'

const SESSION_MS = 12 * 3_600_000

export function sessionRoutes(server: Server, app: App): void {
  server.get('/api/health', { config: { access: 'public' } }, async () => ({ ok: true }))

  server.get('/api/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, () => server.swagger())

  server.post(
    '/api/setup',
    {
      config: { access: 'public' },
      schema: { body: Type.Object({ token: Type.String({ minLength: 10, maxLength: 200 }) }) },
    },
    async (request, reply) => {
      const now = app.clock.now()
      const session = await app.db.transaction().execute(async (tx) => {
        const identity = await redeemSetupToken(tx, app.keyring, now, new Sensitive(request.body.token))
        await append(tx, now, [{ actor: identity.name, action: 'session.opened', subject: identity.name, detail: {} }])
        return createToken(tx, app.keyring, now, { identity, kind: 'session', ttlMs: SESSION_MS, actor: identity.name })
      })
      const secure = request.protocol === 'https'
      const options = { httpOnly: true, sameSite: 'strict', path: '/', maxAge: SESSION_MS / 1_000, secure } as const
      return reply.setCookie(SESSION_COOKIE, session.reveal(), options).code(204).send()
    },
  )

  server.get(
    '/api/session',
    {
      config: { access: 'identity' },
      schema: {
        response: { 200: Type.Object({ identity: Type.Object({ name: Type.String(), kind: Type.String() }) }) },
      },
    },
    async (request) => {
      const { name, kind } = callerOf(request)
      return { identity: { name, kind } }
    },
  )

  server.post('/api/logout', { config: { access: 'identity' } }, async (request, reply) => {
    const cookie = request.cookies[SESSION_COOKIE]
    if (cookie) await revokeToken(app.db, app.keyring, app.clock.now(), new Sensitive(cookie))
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send()
  })
}
