/** The doors that nobody has passed yet: people and machines prove who they are. Each refuses with one sentence. */
import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { Sensitive } from '../../base/sensitive.ts'
import { logInWithIdSecret, logInWithJwt, type MachineLogin } from '../../access/machine-login.ts'
import { finishOidc, startOidc, type OidcDeps } from '../../access/oidc.ts'
import { checkPasskey, startPasskey } from '../../access/passkeys.ts'
import { checkPerson } from '../../access/people.ts'
import { listMethods } from '../../access/sign-in-methods.ts'
import type { App } from '../app.ts'
import { refuseCrossSite } from '../auth.ts'
import type { Server } from '../http.ts'
import { findOrigin, isHttps, openSession } from '../open-session.ts'
import { CeremonyView } from './access-schemas.ts'
import { postFormBy } from '../outside.ts'
import { requestError } from '../request-error.ts'

const Name = Type.String({ minLength: 1, maxLength: 200 })
const Secret = Type.String({ minLength: 1, maxLength: 16_384 })
const Method = Type.Object({ method: Type.String({ maxLength: 64 }) })
const TokenBody = Type.Object({
  name: Type.String(),
  token: Type.String(),
  expiresAt: Type.String({ format: 'date-time' }),
  ttlMs: Type.Integer(),
})
const OIDC_COOKIE = 'rekey_sign_in'

/** Throws ORIGIN_UNKNOWN. */
export function originOf(app: App, request: FastifyRequest): string {
  const origin = findOrigin(app, request)
  if (origin === undefined) throw requestError('ORIGIN_UNKNOWN', 'the address of the dashboard is not configured')
  return origin
}

export function signInRoutes(server: Server, app: App): void {
  const open = { config: { access: 'public' as const } }
  const deps = (request: FastifyRequest): OidcDeps => ({
    ...app,
    origin: originOf(app, request),
    postForm: postFormBy(app.rotation.http),
  })
  const caller = (request: FastifyRequest): { ip: string; agent?: string } => {
    const agent = request.headers['user-agent']
    return { ip: request.ip, ...(agent !== undefined && { agent }) }
  }
  const answerOf = ({ identity, token, ttlMs }: MachineLogin) => ({
    name: identity.name,
    token: token.reveal(),
    expiresAt: new Date(app.clock.now().getTime() + ttlMs).toISOString(),
    // For callers whose clock is not ours.
    ttlMs,
  })

  server.get(
    '/api/sign-in',
    {
      ...open,
      schema: { response: { 200: Type.Object({ providers: Type.Array(Type.String()), passkeys: Type.Boolean() }) } },
    },
    async (request) => {
      const hasOrigin = findOrigin(app, request) !== undefined
      const methods = hasOrigin ? await listMethods(app.db) : []
      return {
        providers: methods.filter(({ kind }) => kind === 'oidc').map(({ name }) => name),
        passkeys: hasOrigin,
      }
    },
  )

  server.post(
    '/api/login',
    {
      ...open,
      schema: {
        body: Type.Object(
          { name: Name, password: Type.String({ minLength: 1, maxLength: 1_024 }), code: Type.Optional(Name) },
          { additionalProperties: false },
        ),
      },
    },
    async (request, reply) => {
      refuseCrossSite(request)
      const { name, password, code } = request.body
      const people = { ...app, ...(app.door.passwordCost && { passwordCost: app.door.passwordCost }) }
      const identity = await checkPerson(people, { name, password: new Sensitive(password), code })
      await openSession(app, request, reply, { identity, method: code ? 'password+code' : 'password' })
      return reply.code(204).send()
    },
  )

  server.post(
    '/api/login/id-secret',
    {
      ...open,
      schema: { body: Type.Object({ id: Name, secret: Secret }), response: { 200: TokenBody } },
    },
    async (request, reply) => {
      refuseCrossSite(request)
      const { id, secret } = request.body
      const login = await logInWithIdSecret(app, { id, secret: new Sensitive(secret), ...caller(request) })
      reply.header('cache-control', 'no-store')
      return answerOf(login)
    },
  )

  server.post(
    '/api/login/jwt/:method',
    {
      ...open,
      schema: {
        params: Method,
        body: Type.Object({ token: Secret, role: Type.Optional(Name) }),
        response: { 200: TokenBody },
      },
    },
    async (request, reply) => {
      refuseCrossSite(request)
      const { token, role } = request.body
      const proof = { method: request.params.method, token: new Sensitive(token), role, ...caller(request) }
      const login = await logInWithJwt(app, proof)
      reply.header('cache-control', 'no-store')
      return answerOf(login)
    },
  )

  server.post(
    '/api/login/passkey/options',
    { ...open, schema: { response: { 200: CeremonyView } } },
    async (request) => {
      refuseCrossSite(request)
      return startPasskey({ ...app, origin: originOf(app, request) })
    },
  )

  server.post(
    '/api/login/passkey',
    {
      ...open,
      schema: {
        body: Type.Object({ id: Name, response: Type.Unsafe<AuthenticationResponseJSON>({ type: 'object' }) }),
      },
    },
    async (request, reply) => {
      refuseCrossSite(request)
      const identity = await checkPasskey({ ...app, origin: originOf(app, request) }, request.body)
      await openSession(app, request, reply, { identity, method: 'passkey' })
      return reply.code(204).send()
    },
  )

  server.get('/api/login/oidc/:method', { ...open, schema: { params: Method } }, async (request, reply) => {
    const { id, location } = await startOidc(deps(request), request.params.method)
    reply.setCookie(OIDC_COOKIE, id, {
      httpOnly: true,
      // Lax: the way back from the provider is a link from another site.
      sameSite: 'lax',
      path: '/api/login/oidc/',
      maxAge: 300,
      secure: isHttps(app, request),
    })
    return reply.redirect(location)
  })

  server.get(
    '/api/login/oidc/:method/callback',
    {
      ...open,
      schema: {
        params: Method,
        querystring: Type.Object({
          code: Type.Optional(Secret),
          state: Type.Optional(Secret),
          iss: Type.Optional(Secret),
          error: Type.Optional(Type.String()),
        }),
      },
    },
    async (request, reply) => {
      const { code, state, iss } = request.query
      const id = request.cookies[OIDC_COOKIE]
      reply.clearCookie(OIDC_COOKIE, { path: '/api/login/oidc/' })
      // What the provider says of a failure is not shown: it comes with the address, from anyone.
      if (!id || !code || !state) return reply.redirect('/ui/?sign-in=refused')
      const { method } = request.params
      try {
        const identity = await finishOidc(deps(request), { method, id, state, code, issuer: iss })
        await openSession(app, request, reply, { identity, method: `oidc:${method}` })
      } catch (error) {
        request.log.warn({ method, code: (error as { code?: string }).code }, 'a sign-in at a provider was refused')
        return reply.redirect('/ui/?sign-in=refused')
      }
      return reply.redirect('/ui/')
    },
  )
}
