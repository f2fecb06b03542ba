/** A proven person gets a session: a new token in a cookie each time, and the one that came along ends. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Sensitive } from '../base/sensitive.ts'
import { append } from '../journal/append.ts'
import { createToken, revokeToken, type Identity } from '../secrets/identities.ts'
import type { App } from './app.ts'
import { SESSION_COOKIE } from './auth.ts'

export async function openSession(
  app: App,
  request: FastifyRequest,
  reply: FastifyReply,
  proven: { readonly identity: Identity; readonly method: string },
): Promise<void> {
  const { identity, method } = proven
  const { sessionMs, idleMs } = app.door
  const now = app.clock.now()
  const former = request.cookies[SESSION_COOKIE]
  const agent = request.headers['user-agent']
  const session = await app.db.transaction().execute(async (tx) => {
    if (former) await revokeToken(tx, app.keyring, now, new Sensitive(former))
    const detail = { method, ip: request.ip }
    await append(tx, now, [{ actor: identity.name, action: 'session.opened', subject: identity.name, detail }])
    return createToken(tx, app.keyring, now, {
      identity,
      method,
      idleMs,
      kind: 'session',
      ttlMs: sessionMs,
      actor: identity.name,
      ip: request.ip,
      ...(agent !== undefined && { agent }),
    })
  })
  app.feed.poke()
  reply.setCookie(SESSION_COOKIE, session.reveal(), {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    maxAge: sessionMs / 1_000,
    secure: isHttps(app, request),
  })
}

/** A proxy that ends TLS is not always trusted for addresses: the public address tells, too. */
export function isHttps(app: App, request: FastifyRequest): boolean {
  return request.protocol === 'https' || app.door.publicUrl?.startsWith('https:') === true
}

/**
 * Where the dashboard lives, for what is bound to an address. Without a configured one only a browser on this
 * machine is believed: the Host header is whatever a caller writes.
 */
export function findOrigin(app: App, request: FastifyRequest): string | undefined {
  if (app.door.publicUrl !== undefined) return new URL(app.door.publicUrl).origin
  return /^localhost(?::\d{1,5})?$/.test(request.headers.host ?? '') ? `http://${request.headers.host}` : undefined
}
