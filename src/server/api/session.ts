/** Who is signed in; signing in for the first time with a one-time setup token; signing out. */
import { Type } from '@sinclair/typebox'
import { Sensitive } from '../../base/sensitive.ts'
import { redeemSetupToken, revokeToken } from '../../secrets/identities.ts'
import type { App } from '../app.ts'
import { callerOf, refuseCrossSite, SESSION_COOKIE } from '../auth.ts'
import type { Server } from '../http.ts'
import { openSession } from '../open-session.ts'

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
      refuseCrossSite(request)
      const token = new Sensitive(request.body.token)
      const identity = await app.db
        .transaction()
        .execute((tx) => redeemSetupToken(tx, app.keyring, app.clock.now(), token))
      await openSession(app, request, reply, { identity, method: 'setup' })
      return reply.code(204).send()
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
    if (cookie) {
      const token = new Sensitive(cookie)
      await app.db.transaction().execute((tx) => revokeToken(tx, app.keyring, app.clock.now(), token))
      app.feed.poke()
    }
    return reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send()
  })
}
