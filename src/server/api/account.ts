/** What people manage of their own: password, second factor, passkeys, sessions. A machine has none of these. */
import type { RegistrationResponseJSON } from '@simplewebauthn/server'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { Sensitive } from '../../base/sensitive.ts'
import { addPasskey, listPasskeys, removePasskey, startAddPasskey } from '../../access/passkeys.ts'
import {
  checkPerson,
  confirmSecondFactor,
  removeSecondFactor,
  setPassword,
  startSecondFactor,
  type PeopleDeps,
} from '../../access/people.ts'
import { listTokens, revokeTokenById } from '../../access/sessions.ts'
import type { Identity } from '../../secrets/identities.ts'
import { accessError } from '../../secrets/access-error.ts'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import type { Server } from '../http.ts'
import { originOf } from './sign-in.ts'
import { CeremonyView, PasskeyView } from './access-schemas.ts'
import { TokenView, viewToken } from './token-view.ts'

const Password = Type.String({ minLength: 1, maxLength: 1_024 })
const Code = Type.String({ minLength: 1, maxLength: 64 })
const Id = Type.Object({ id: Type.String({ maxLength: 2_000 }) })

export function peopleDeps(app: App): PeopleDeps {
  return { ...app, ...(app.door.passwordCost && { passwordCost: app.door.passwordCost }) }
}

/** Throws ACCESS_DENIED for machines, and for anything but a session: a stolen API token takes no account over. */
function personOf(request: FastifyRequest): Identity {
  const caller = callerOf(request)
  if (caller.kind === 'person' && request.token?.kind === 'session') return caller
  throw accessError('ACCESS_DENIED', 'this is for people who are signed in to the dashboard')
}

export function accountRoutes(server: Server, app: App): void {
  const own = { config: { access: 'identity' as const } }
  const deps = peopleDeps(app)

  server.post(
    '/api/account/password',
    { ...own, schema: { body: Type.Object({ current: Type.Optional(Password), password: Password }) } },
    async (request, reply) => {
      const person = personOf(request)
      const { current, password } = request.body
      const has = await app.db
        .selectFrom('passwords')
        .select('identity_id')
        .where('identity_id', '=', person.id)
        .executeTakeFirst()
      if (has) await proveAgain(deps, person, current)
      await setPassword(deps, {
        person,
        password: new Sensitive(password),
        actor: person.name,
        ...(request.token && { keepToken: request.token.id }),
      })
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  server.post(
    '/api/account/second-factor',
    { ...own, schema: { response: { 200: Type.Object({ uri: Type.String() }) } } },
    async (request, reply) => {
      const uri = await startSecondFactor(deps, personOf(request))
      reply.header('cache-control', 'no-store')
      return { uri: uri.reveal() }
    },
  )
  server.post(
    '/api/account/second-factor/confirm',
    { ...own, schema: { body: Type.Object({ code: Code }) } },
    async (request, reply) => {
      await confirmSecondFactor(deps, personOf(request), request.body.code)
      return reply.code(204).send()
    },
  )
  server.post(
    '/api/account/second-factor/remove',
    { ...own, schema: { body: Type.Object({ code: Code }) } },
    async (request, reply) => {
      const person = personOf(request)
      await removeSecondFactor(deps, { person, actor: person.name, code: request.body.code })
      return reply.code(204).send()
    },
  )

  server.get(
    '/api/account/passkeys',
    { ...own, schema: { response: { 200: Type.Object({ passkeys: Type.Array(PasskeyView) }) } } },
    async (request) => {
      const keys = await listPasskeys(app.db, personOf(request).id)
      return {
        passkeys: keys.map((key) => ({
          ...key,
          createdAt: key.createdAt.toISOString(),
          lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
        })),
      }
    },
  )
  server.post(
    '/api/account/passkeys/options',
    { ...own, schema: { response: { 200: CeremonyView } } },
    async (request) => startAddPasskey({ ...app, origin: originOf(app, request) }, personOf(request)),
  )
  server.post(
    '/api/account/passkeys',
    {
      ...own,
      schema: {
        body: Type.Object({
          id: Type.String({ maxLength: 64 }),
          label: Type.String({ minLength: 1, maxLength: 60 }),
          response: Type.Unsafe<RegistrationResponseJSON>({ type: 'object' }),
        }),
      },
    },
    async (request, reply) => {
      await addPasskey({ ...app, origin: originOf(app, request) }, personOf(request), request.body)
      return reply.code(204).send()
    },
  )
  server.delete('/api/account/passkeys/:id', { ...own, schema: { params: Id } }, async (request, reply) => {
    const change = { person: personOf(request), id: request.params.id }
    await app.db.transaction().execute((tx) => removePasskey(tx, app.clock.now(), change))
    return reply.code(204).send()
  })

  server.get(
    '/api/account/tokens',
    { ...own, schema: { response: { 200: Type.Object({ tokens: Type.Array(TokenView) }) } } },
    async (request) => {
      const tokens = await listTokens(app.db, app.clock.now(), callerOf(request).id)
      return { tokens: tokens.map((token) => viewToken(token, request.token?.id)) }
    },
  )
  server.delete('/api/account/tokens/:id', { ...own, schema: { params: Id } }, async (request, reply) => {
    const owner = callerOf(request)
    const change = { owner, id: request.params.id, actor: owner.name }
    await app.db.transaction().execute((tx) => revokeTokenById(tx, app.clock.now(), change))
    app.feed.poke()
    return reply.code(204).send()
  })
}

/** A session alone does not change the password: it may be somebody at an unlocked screen. */
async function proveAgain(deps: PeopleDeps, person: Identity, current: string | undefined): Promise<void> {
  try {
    await checkPerson(deps, { name: person.name, password: new Sensitive(current ?? '') })
  } catch (error) {
    // The session has passed the second factor; the password was right then.
    if ((error as { code?: string }).code !== 'SECOND_FACTOR_REQUIRED') throw error
  }
}
