/** Secrets in pages and whole environments at once: what the dashboard lists, and what import and `rekey run` need. */
import { Type } from '@sinclair/typebox'
import { sql } from 'kysely'
import { isRekeyError } from '../../base/errors.ts'
import { Sensitive } from '../../base/sensitive.ts'
import type { Db } from '../../db/connect.ts'
import { decide } from '../../secrets/access.ts'
import type { Identity } from '../../secrets/identities.ts'
import { ancestorsOf } from '../../secrets/environments.ts'
import { formatSecretName, parseSecretName, type SecretName } from '../../secrets/name.ts'
import { listSecrets, type StoredSecret } from '../../secrets/store.ts'
import { admitWrite } from '../admit-write.ts'
import type { App } from '../app.ts'
import { actionFor, callerOf, requireAccess } from '../auth.ts'
import type { Server } from '../http.ts'
import { noteSighting, originOf, reveal } from './values.ts'
import { SecretPage } from './secret-schemas.ts'

const Scope = Type.Object({ project: Type.String(), environment: Type.String() })
const MAX_PAGE = 1_000
const MAX_VALUES = 1_000

export function secretRoutes(server: Server, app: App): void {
  server.get(
    '/api/environments/:project/:environment/values',
    {
      config: { access: 'identity' },
      schema: {
        params: Scope,
        response: {
          200: Type.Object({
            values: Type.Array(
              Type.Object({
                name: Type.String(),
                key: Type.String(),
                version: Type.Integer(),
                value: Type.String(),
                inheritedFrom: Type.Optional(Type.String()),
                isOwn: Type.Optional(Type.Boolean()),
              }),
            ),
          }),
        },
      },
    },
    async (request, reply) => {
      const { policies } = callerOf(request)
      const mayRead = (name: string): boolean => decide(policies, actionFor(request, 'read'), name).allowed
      const names = await listWithInherited(app, request.params, mayRead)
      // At once, so that they share a commit.
      const reads = await Promise.allSettled(names.map((name) => reveal(app, request, name)))
      const values = []
      for (const [i, read] of reads.entries()) {
        if (read.status === 'rejected') {
          // One that was deleted, or has no value, is none of the environment's.
          if (isRekeyError(read.reason) && read.reason.status === 404) continue
          throw read.reason
        }
        const { secret, version, value } = read.value
        await noteSighting(app, request, secret, version.number)
        const name = formatSecretName(names[i] as SecretName)
        const origin = originOf(read.value, name)
        values.push({ name, key: secret.name.name, version: version.number, value: value.reveal(), ...origin })
      }
      reply.header('cache-control', 'no-store')
      return { values }
    },
  )

  server.put(
    '/api/environments/:project/:environment/values',
    {
      config: { access: 'identity', isCheckedAgain: true },
      bodyLimit: 8 * 1024 * 1024,
      schema: {
        params: Scope,
        body: Type.Object(
          { values: Type.Record(Type.String(), Type.String(), { maxProperties: MAX_VALUES }) },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            stored: Type.Array(Type.Object({ name: Type.String(), version: Type.Integer() })),
            refused: Type.Array(Type.Object({ name: Type.String(), code: Type.String(), message: Type.String() })),
          }),
        },
      },
    },
    async (request) => {
      const identity = callerOf(request)
      const { project, environment } = request.params
      const inputs = Object.entries(request.body.values).map(([path, value]) => {
        const name = parseSecretName(`${project}/${environment}/${path}`)
        requireAccess(identity, 'write', formatSecretName(name))
        return { name, value: new Sensitive(value), actor: identity.name }
      })
      const results = await Promise.allSettled(
        inputs.map((input) => app.writes.put(input, () => admitWrite(app, request, formatSecretName(input.name)))),
      )
      app.feed.poke()
      const stored = []
      const refused = []
      for (const [i, result] of results.entries()) {
        const name = formatSecretName((inputs[i] as (typeof inputs)[number]).name)
        if (result.status === 'fulfilled') stored.push({ name, version: result.value.number })
        else if (isRekeyError(result.reason)) {
          const { code, message } = result.reason
          refused.push({ name, code, message })
        } else throw result.reason
      }
      return { stored, refused }
    },
  )

  server.get(
    '/api/secrets',
    {
      config: { access: 'identity' },
      schema: {
        querystring: Type.Object({
          project: Type.Optional(Type.String()),
          environment: Type.Optional(Type.String()),
          prefix: Type.Optional(Type.String({ maxLength: 2_300 })),
          after: Type.Optional(Type.String({ maxLength: 2_300 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_PAGE })),
        }),
        response: { 200: SecretPage },
      },
    },
    async (request) => {
      const { limit, ...page } = request.query
      const { found, next } = await listVisible(app.db, callerOf(request), page, limit)
      const counts = await countBySecret(app.db, found)
      const secrets = found.map(({ id, fullName, provider, description, tags, owner }) => ({
        name: fullName,
        provider,
        version: counts.get(id)?.version ?? null,
        consumers: counts.get(id)?.consumers ?? 0,
        description,
        tags,
        owner,
      }))
      return { secrets, ...(next !== undefined && { next }) }
    },
  )
}

/**
 * The names of an environment and of those that it takes from, each once and as this environment's own: those that
 * may be read under both names.
 */
async function listWithInherited(
  app: App,
  scope: { project: string; environment: string },
  mayRead: (fullName: string) => boolean,
): Promise<SecretName[]> {
  const names = new Map<string, SecretName>()
  for (const environment of [scope.environment, ...(await ancestorsOf(app, scope))]) {
    for (const { name, fullName, lastNumber } of await listSecrets(app.db, { ...scope, environment })) {
      const own = { ...name, environment: scope.environment }
      const ownName = formatSecretName(own)
      if (lastNumber === 0 || names.has(ownName)) continue
      if (mayRead(ownName) && mayRead(fullName)) names.set(ownName, own)
    }
  }
  return [...names.values()]
}

/** A full page of what the caller may see, however much lies between that they may not. */
async function listVisible(
  db: Db,
  { policies }: Identity,
  page: { project?: string; environment?: string; prefix?: string; after?: string },
  limit: number | undefined,
): Promise<{ found: StoredSecret[]; next?: string }> {
  const mayList = ({ fullName }: StoredSecret): boolean =>
    decide(policies, 'list', fullName).allowed || decide(policies, 'read', fullName).allowed
  if (limit === undefined) return { found: (await listSecrets(db, page)).filter(mayList) }
  const found: StoredSecret[] = []
  for (let after = page.after; ;) {
    const rows = await listSecrets(db, {
      ...page,
      limit: Math.min(MAX_PAGE, limit + 1),
      ...(after !== undefined && { after }),
    })
    for (const row of rows) {
      if (found.length === limit) return { found, next: (found.at(-1) as StoredSecret).fullName }
      if (mayList(row)) found.push(row)
    }
    if (rows.length < Math.min(MAX_PAGE, limit + 1)) return { found }
    after = rows.at(-1)?.fullName
  }
}

/** Current version and number of consumers of each, in one query. */
async function countBySecret(
  db: Db,
  secrets: readonly StoredSecret[],
): Promise<Map<string, { version: number; consumers: number }>> {
  if (!secrets.length) return new Map()
  const rows = await db
    .selectFrom('version_stages')
    .leftJoin('consumers', 'consumers.secret_id', 'version_stages.secret_id')
    .select(({ fn }) => ['version_stages.secret_id', 'version_stages.number', fn.count('consumers.id').as('consumers')])
    .where('version_stages.stage', '=', 'current')
    .where('version_stages.secret_id', '=', sql<string>`any(${secrets.map(({ id }) => id)}::text[])`)
    .groupBy(['version_stages.secret_id', 'version_stages.number'])
    .execute()
  return new Map(rows.map((row) => [row.secret_id, { version: row.number, consumers: Number(row.consumers) }]))
}
