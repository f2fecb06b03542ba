/**
 * Who is asking, and may they? Each route declares its access; a route without one stops the start of the
 * server. A bearer token speaks for machines and the CLI, a cookie for the dashboard.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Sensitive } from '../base/sensitive.ts'
import type { Action } from '../db/tables.ts'
import { readChangedSeq } from '../journal/read.ts'
import { decide } from '../secrets/access.ts'
import { accessError, findToken, type Identity, type TokenFacts } from '../secrets/identities.ts'
import { HOUSE } from '../secrets/name.ts'
import { findRemembered, recallToken } from '../secrets/recall-token.ts'
import { isIdle, useToken } from '../secrets/token-use.ts'
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
    token?: TokenFacts
  }
}

export function guardRoutes(server: FastifyInstance, app: App): void {
  server.addHook('onRoute', (route) => {
    if (!route.config?.access) throw new Error(`the route ${String(route.method)} ${route.url} declares no access`)
  })
  // Before the body is read: who may not ask is not listened to.
  server.addHook('onRequest', (request, _reply, done) => {
    const access = request.routeOptions.config.access ?? 'identity'
    if (access === 'public' || isRemembered(app, request, access)) done()
    else admit(app, request, access).then(() => done(), done)
  })
}

/** Whether all that is asked here is in memory, and lets it in: the common case, without a wait. */
function isRemembered(app: App, request: FastifyRequest, access: Access): boolean {
  if (!request.routeOptions.config.isCheckedAgain || access === 'public' || access === 'identity') return false
  const carried = carriedToken(request)
  if (carried?.kind !== 'api') return false
  const found = findRemembered(app, carried.text, carried.kind)
  if (!found || found.token.ipRanges) return false
  if (!decide(found.identity.policies, access.action, access.on?.(request) ?? HOUSE).allowed) return false
  request.identifiedAt = app.memory.count
  request.identity = found.identity
  request.token = found.token
  return true
}

async function admit(app: App, request: FastifyRequest, access: Exclude<Access, 'public'>): Promise<void> {
  request.identifiedAt = app.memory.count
  const found = await identify(app, request)
  if (!found) throw accessError('AUTH_REQUIRED', 'this request carries no valid token')
  const { identity, token } = found
  request.identity = identity
  request.token = token
  if (access !== 'identity') {
    const action = access.on ? actionFor(request, access.action) : access.action
    const name = access.on?.(request) ?? HOUSE
    if (request.routeOptions.config.isCheckedAgain && !decide(identity.policies, action, name).allowed) {
      // What this node remembers may lag behind a right that was given on another one.
      await app.memory.catchUp(app.db, await readChangedSeq(app.db))
      await requireStill(app, request, action, name)
    } else requireAccess(identity, action, name)
  }
}

/** A program reads a value; a person in front of a screen has it revealed. */
export function actionFor(request: FastifyRequest, action: Action): Action {
  return action === 'read' && request.token?.kind === 'session' ? 'reveal' : action
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

/** The token that a request carries, and whose it is, used once. Throws AUTH_REQUIRED with the reason of a limit. */
async function identify(app: App, request: FastifyRequest): ReturnType<typeof findToken> {
  const carried = carriedToken(request)
  if (!carried) return undefined
  if (carried.kind === 'session' && request.method !== 'GET' && request.method !== 'HEAD') refuseCrossSite(request)
  const now = app.clock.now()
  const found = await findCarried(app, request)
  if (!found) return undefined
  const refusal = await useToken(app.db, now, found.token, { ip: request.ip, identityId: found.identity.id })
  if (refusal !== undefined) throw accessError('AUTH_REQUIRED', refusal)
  return found
}

function carriedToken(request: FastifyRequest): { text: Sensitive; kind: 'api' | 'session' } | undefined {
  const { authorization } = request.headers
  const bearer = authorization === undefined ? undefined : /^Bearer (\S+)$/.exec(authorization)?.[1]
  if (bearer) return { text: new Sensitive(bearer), kind: 'api' }
  const cookie = request.cookies[SESSION_COOKIE]
  return cookie ? { text: new Sensitive(cookie), kind: 'session' } : undefined
}

async function findCarried(app: App, request: FastifyRequest): ReturnType<typeof findToken> {
  const carried = carriedToken(request)
  if (!carried) return undefined
  if (request.routeOptions.config.isCheckedAgain) return recallToken(app, carried.text, carried.kind)
  return findToken(app.db, app.keyring, app.clock.now(), carried.text, [carried.kind])
}

/** For `authorise` of a read: who it is and what they may, as of now. Throws AUTH_REQUIRED or ACCESS_DENIED. */
export function requireStill(
  app: App,
  request: FastifyRequest,
  action: Action,
  name: string,
): undefined | Promise<void> {
  if (request.identifiedAt !== app.memory.count) return identifyAgain(app, request, action, name)
  requireAccess(callerOf(request), action, name)
  return undefined
}

async function identifyAgain(app: App, request: FastifyRequest, action: Action, name: string): Promise<void> {
  request.identifiedAt = app.memory.count
  // Found again, not used again: a counted token pays once a request.
  const found = await findCarried(app, request)
  if (!found) throw accessError('AUTH_REQUIRED', 'this token is not valid any more')
  request.identity = found.identity
  requireAccess(callerOf(request), action, name)
}

/** Is what let this request in still valid, and does it still let it in? For answers that stay open. */
export async function isStillAllowed(
  app: App,
  request: FastifyRequest,
  mayHear: (identity: Identity) => boolean = () => true,
): Promise<boolean> {
  const carried = carriedToken(request)
  const now = app.clock.now()
  const found = carried && (await findToken(app.db, app.keyring, now, carried.text, [carried.kind]))
  if (!found || isIdle(now, found.token) || !mayHear(found.identity)) return false
  const access = request.routeOptions.config.access ?? 'identity'
  if (access === 'public' || access === 'identity') return true
  return decide(found.identity.policies, actionFor(request, access.action), access.on?.(request) ?? HOUSE).allowed
}

/** SameSite=Strict keeps the cookie at home already; this holds for browsers that ignore it. */
export function refuseCrossSite(request: FastifyRequest): void {
  const { origin, 'sec-fetch-site': site } = request.headers
  // No page can forge what the browser says itself, and it is right behind a proxy that ends TLS, too.
  if (site === 'same-origin') return
  if (site !== undefined || (origin !== undefined && origin !== `${request.protocol}://${request.host}`)) {
    throw requestError('CROSS_SITE', 'a request with a session cookie came from another site')
  }
}
