/**
 * Who is asking, and may they? Each route declares its access; a route without one stops the start of the
 * server. A bearer token speaks for machines and the CLI, a cookie for the dashboard.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Sensitive } from '../base/sensitive.ts'
import type { Action } from '../db/tables.ts'
import { decide } from '../secrets/access.ts'
import { accessError, findTokenOwner, type Identity, type TokenKind } from '../secrets/identities.ts'
import { HOUSE } from '../secrets/name.ts'
import { recallToken } from '../secrets/recall-token.ts'
import type { App } from './app.ts'
import { requestError } from './request-error.ts'

export const SESSION_COOKIE = 'rekey_session'

/** `public`: anyone. `identity`: any valid token. Else the action that is needed, and on which name. */
export type Access =
  | 'public'
  | 'identity'
  | { readonly action: Action; readonly on?: (request: FastifyRequest) => string }

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
    /** Its answers go through app.reads, which compares what a node remembers with the journal before they leave. */
    isCheckedAgain?: boolean
  }
  interface FastifyRequest {
    identity?: Identity
    /** The count of the memory when the caller was identified. */
    identifiedAt?: number
  }
}

export function guardRoutes(server: FastifyInstance, app: App): void {
  server.addHook('onRoute', (route) => {
    if (!route.config?.access) throw new Error(`the route ${String(route.method)} ${route.url} declares no access`)
  })
  // Before the body is read: who may not ask is not listened to.
  server.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access ?? 'identity'
    if (access === 'public') return
    request.identifiedAt = app.memory.count
    const identity = await identify(app, request)
    if (!identity) throw accessError('AUTH_REQUIRED', 'this request carries no valid token')
    request.identity = identity
    if (access === 'identity') return
    requireAccess(identity, access.action, access.on?.(request) ?? HOUSE)
  })
}

/** Throws ACCESS_DENIED with the reason. */
export function requireAccess(identity: Identity, action: Action, name: string): void {
  const decision = decide(identity.policies, action, name)
  if (!decision.allowed)
    throw accessError('ACCESS_DENIED', `${identity.name} may not ${action} ${name}: ${decision.because}`)
}

/** The caller of a route that is not public. */
export function callerOf(request: FastifyRequest): Identity {
  if (!request.identity) throw accessError('AUTH_REQUIRED', 'this request carries no valid token')
  return request.identity
}

async function identify(app: App, request: FastifyRequest): Promise<Identity | undefined> {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (bearer) return findOwner(app, request, new Sensitive(bearer), 'api')
  const cookie = request.cookies[SESSION_COOKIE]
  if (!cookie) return undefined
  if (request.method !== 'GET' && request.method !== 'HEAD') refuseCrossSite(request)
  return findOwner(app, request, new Sensitive(cookie), 'session')
}

async function findOwner(
  app: App,
  request: FastifyRequest,
  token: Sensitive,
  kind: TokenKind,
): Promise<Identity | undefined> {
  if (!request.routeOptions.config.isCheckedAgain)
    return findTokenOwner(app.db, app.keyring, app.clock.now(), token, [kind])
  return (await recallToken(app, token, [kind]))?.identity
}

/** For `authorise` of a read: who it is and what they may, as of now. Throws AUTH_REQUIRED or ACCESS_DENIED. */
export async function requireStill(app: App, request: FastifyRequest, action: Action, name: string): Promise<void> {
  if (request.identifiedAt !== app.memory.count) {
    request.identifiedAt = app.memory.count
    const identity = await identify(app, request)
    if (!identity) throw accessError('AUTH_REQUIRED', 'this token is not valid any more')
    request.identity = identity
  }
  requireAccess(callerOf(request), action, name)
}

/** SameSite=Strict keeps the cookie at home already; this holds for browsers that ignore it. */
function refuseCrossSite(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  // No page can forge what the browser says itself, and it is right behind a proxy that ends TLS, too.
  if (site === 'same-origin') return
  if (site !== undefined || (origin !== undefined && origin !== `${request.protocol}://${request.host}`)) {
    throw requestError('CROSS_SITE', 'a request with a session cookie came from another site')
  }
}
