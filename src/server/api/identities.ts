/**
 * People and machines: make, list, disable, and their proofs. A token or secret is shown once, in the answer that
 * makes it. Whoever changes what proves somebody holds all that this one holds: else it would be a way up.
 */
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { Sensitive } from '../../base/sensitive.ts'
import { createIdSecret } from '../../access/machine-login.ts'
import { removeSecondFactor, setPassword } from '../../access/people.ts'
import { parseRules, requireIdentity, requireMayActAs, requireMayGrant, setGroups } from '../../access/policies.ts'
import { listTokens, revokeTokenById, setDisabled } from '../../access/sessions.ts'
import { parseIdentityName } from '../../secrets/canonical.ts'
import { createIdentity, createToken, findIdentityById, type Identity } from '../../secrets/identities.ts'
import { accessError } from '../../secrets/access-error.ts'
import { foldName } from '../../secrets/canonical.ts'
import { parseIpRanges } from '../../secrets/token-use.ts'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import type { Server } from '../http.ts'
import { peopleDeps } from './account.ts'
import { RuleBody } from './policies.ts'
import { listIdentities } from './identity-list.ts'
import { IdentityView } from './access-schemas.ts'
import { TokenView, viewToken } from './token-view.ts'

const Name = Type.Object({ name: Type.String({ maxLength: 200 }) })
const Ttl = Type.Optional(Type.Integer({ minimum: 1_000, maximum: 10 * 365 * 86_400_000 }))
const Ranges = Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { minItems: 1, maxItems: 50 }))
const Uses = Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 }))
const TokenAnswer = Type.Object({ name: Type.String(), token: Type.String() })

export function identityRoutes(server: Server, app: App): void {
  const admin = { config: { access: { action: 'admin' as const } } }
  const noStore = { 'cache-control': 'no-store' }
  /** The one that is named, when the caller may act in its place. */
  const targetOf = async (request: FastifyRequest<{ Params: { name: string } }>): Promise<Identity> => {
    const target = await requireIdentity(app.db, request.params.name, app.clock.now())
    requireMayActAs(callerOf(request), target)
    return target
  }

  server.get(
    '/api/identities',
    { ...admin, schema: { response: { 200: Type.Object({ identities: Type.Array(IdentityView) }) } } },
    async () => ({ identities: await listIdentities(app.db, app.clock.now()) }),
  )

  server.post(
    '/api/identities',
    {
      ...admin,
      schema: {
        body: Type.Object({
          name: Type.String({ minLength: 1, maxLength: 200 }),
          kind: Type.Union([Type.Literal('person'), Type.Literal('machine')]),
          policies: Type.Array(RuleBody),
        }),
        response: { 200: TokenAnswer },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request)
      const name = parseIdentityName(request.body.name)
      const policies = parseRules(request.body.policies)
      requireMayGrant(caller, policies)
      const now = app.clock.now()
      const { kind } = request.body
      const actor = caller.name
      const token = await app.db.transaction().execute(async (tx) => {
        const identity = await createIdentity(tx, now, { name, kind, policies, actor })
        // A person signs in: the first time with this, then with a password or a passkey of their own.
        const limits = kind === 'person' ? { kind: 'setup' as const, ttlMs: 24 * 3_600_000 } : { kind: 'api' as const }
        return createToken(tx, app.keyring, now, { identity, actor, method: 'operator', ...limits })
      })
      reply.headers(noStore)
      return { name, token: token.reveal() }
    },
  )

  server.post(
    '/api/identities/:name/tokens',
    {
      ...admin,
      schema: {
        params: Name,
        body: Type.Object({
          kind: Type.Union([Type.Literal('api'), Type.Literal('setup')]),
          ttlMs: Ttl,
          maxUses: Uses,
          ipRanges: Ranges,
        }),
        response: { 200: TokenAnswer },
      },
    },
    async (request, reply) => {
      const identity = await targetOf(request)
      const { kind, ttlMs, maxUses, ipRanges } = request.body
      const ttl = kind === 'setup' ? 15 * 60_000 : ttlMs
      const token = await app.db.transaction().execute((tx) =>
        createToken(tx, app.keyring, app.clock.now(), {
          identity,
          kind,
          actor: callerOf(request).name,
          method: 'operator',
          ...(ttl !== undefined && { ttlMs: ttl }),
          ...(maxUses !== undefined && { maxUses }),
          ...(ipRanges && { ipRanges: parseIpRanges(ipRanges) }),
        }),
      )
      reply.headers(noStore)
      return { name: identity.name, token: token.reveal() }
    },
  )

  server.get(
    '/api/identities/:name/tokens',
    { ...admin, schema: { params: Name, response: { 200: Type.Object({ tokens: Type.Array(TokenView) }) } } },
    async (request) => {
      const owner = await targetOf(request)
      const tokens = await listTokens(app.db, app.clock.now(), owner.id)
      return { tokens: tokens.map((token) => viewToken(token, request.token?.id)) }
    },
  )

  server.delete(
    '/api/identities/:name/tokens/:id',
    { ...admin, schema: { params: Type.Object({ name: Type.String(), id: Type.String() }) } },
    async (request, reply) => {
      const change = { owner: await targetOf(request), id: request.params.id, actor: callerOf(request).name }
      await app.db.transaction().execute((tx) => revokeTokenById(tx, app.clock.now(), change))
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  server.post(
    '/api/identities/:name/id-secrets',
    {
      ...admin,
      schema: {
        params: Name,
        body: Type.Object({ ttlMs: Ttl, maxUses: Uses, ipRanges: Ranges, tokenTtlMs: Ttl }),
        response: { 200: Type.Object({ name: Type.String(), id: Type.String(), secret: Type.String() }) },
      },
    },
    async (request, reply) => {
      const identity = await targetOf(request)
      const input = { identity, actor: callerOf(request).name, ...request.body }
      const made = await app.db.transaction().execute((tx) => createIdSecret(tx, app.keyring, app.clock.now(), input))
      reply.headers(noStore)
      return { name: identity.name, id: made.id, secret: made.secret.reveal() }
    },
  )

  server.post(
    '/api/identities/:name/password',
    { ...admin, schema: { params: Name, body: Type.Object({ password: Type.String({ maxLength: 1_024 }) }) } },
    async (request, reply) => {
      const person = await targetOf(request)
      if (person.kind !== 'person') throw accessError('IDENTITY_NOT_FOUND', `${person.name} is a machine`)
      // One's own takes the present one (account): else a stolen token would take the account over.
      if (person.id === callerOf(request).id) throw accessError('ACCESS_DENIED', 'change your own in your account')
      const password = new Sensitive(request.body.password)
      await setPassword(peopleDeps(app), { person, password, actor: callerOf(request).name })
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  server.post(
    '/api/identities/:name/second-factor/remove',
    { ...admin, schema: { params: Name } },
    async (request, reply) => {
      const person = await targetOf(request)
      // One's own takes a code (account): else an unlocked screen would be enough.
      if (person.id === callerOf(request).id)
        throw accessError('ACCESS_DENIED', 'remove your own with one of its codes')
      await removeSecondFactor(peopleDeps(app), { person, actor: callerOf(request).name })
      return reply.code(204).send()
    },
  )

  server.put(
    '/api/identities/:name/groups',
    { ...admin, schema: { params: Name, body: Type.Object({ groups: Type.Array(Type.String(), { maxItems: 50 }) }) } },
    async (request, reply) => {
      const now = app.clock.now()
      const identity = await requireIdentity(app.db, request.params.name, now)
      const change = { identity, groups: request.body.groups, source: 'local', giver: callerOf(request) }
      await app.db.transaction().execute((tx) => setGroups(tx, now, change))
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  for (const verb of ['disable', 'enable'] as const) {
    server.post(`/api/identities/:name/${verb}`, { ...admin, schema: { params: Name } }, async (request, reply) => {
      const now = app.clock.now()
      const caller = callerOf(request)
      const { name } = request.params
      const row = await app.db
        .selectFrom('identities')
        .select(['id', 'name', 'disabled_at'])
        .where('canonical_name', '=', foldName(name))
        .executeTakeFirst()
      if (!row) throw accessError('IDENTITY_NOT_FOUND', `there is no identity ${name.slice(0, 64)}`)
      if (row.id === caller.id) throw accessError('ACCESS_DENIED', 'nobody disables or enables themselves')
      await app.db.transaction().execute(async (tx) => {
        // What a disabled one holds counts when it comes back: it is looked at in the same transaction.
        await setDisabled(tx, now, { name: row.name, disabled: verb === 'disable', actor: caller.name })
        const target = await findIdentityById(tx, row.id, now)
        if (target) requireMayActAs(caller, target)
        else requireMayActAs(caller, await enabledView(tx, row.id, now))
      })
      app.feed.poke()
      return reply.code(204).send()
    })
  }
}

/** What it would hold if it were enabled: read in a transaction that ends as it began. */
async function enabledView(tx: App['db'], id: string, now: Date): Promise<Identity> {
  await tx.updateTable('identities').set({ disabled_at: null }).where('id', '=', id).execute()
  const identity = (await findIdentityById(tx, id, now)) as Identity
  await tx.updateTable('identities').set({ disabled_at: now }).where('id', '=', id).execute()
  return identity
}
