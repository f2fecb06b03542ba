/** What can be done with a secret beside reading and storing: look back, go back, describe, delete, restore, destroy. */
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { requireDirectWrite } from '../../access/approvals.ts'
import type { Db } from '../../db/connect.ts'
import { decide } from '../../secrets/access.ts'
import { environmentAt, rollBack } from '../../secrets/history.ts'
import { formatSecretName, parseSecretName } from '../../secrets/name.ts'
import {
  deleteSecret,
  deleteVersions,
  destroyVersions,
  purgeSecret,
  restoreSecret,
  undeleteVersions,
  updateSecret,
} from '../../secrets/secret-life.ts'
import { getSecret, listVersions, type StoredSecret } from '../../secrets/store.ts'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import type { Server } from '../http.ts'
import { SecretHistory } from './secret-schemas.ts'

const Time = Type.String({ format: 'date-time' })
const Nullable = <T extends ReturnType<typeof Type.String>>(type: T) => Type.Union([Type.Null(), type])
const nameOf = (request: FastifyRequest): string =>
  formatSecretName(parseSecretName((request.params as { '*': string })['*']))
const DAY_MS = 86_400_000

const Numbers = Type.Object({ versions: Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, maxItems: 100 }) })

export function secretLifeRoutes(server: Server, app: App): void {
  const on = (action: 'list' | 'write' | 'admin') => ({ access: { action, on: nameOf } }) as const
  /** One change in one transaction, told to those who follow. */
  async function change<T>(
    request: FastifyRequest,
    act: (tx: Db, secret: StoredSecret, actor: string) => Promise<T>,
  ): Promise<T> {
    const result = await app.db.transaction().execute(async (tx) => {
      const secret = await getSecret(tx, parseSecretName(nameOf(request)), { withDeleted: true })
      return act(tx, secret, callerOf(request).name)
    })
    app.feed.poke()
    return result
  }

  server.get(
    '/api/history/*',
    {
      config: on('list'),
      schema: {
        response: { 200: SecretHistory },
      },
    },
    async (request) => {
      const secret = await getSecret(app.db, parseSecretName(nameOf(request)), { withDeleted: true })
      const versions = await listVersions(app.db, secret.id, app.clock.now())
      return {
        name: secret.fullName,
        deletedAt: secret.deletedAt?.toISOString() ?? null,
        versions: versions.map(({ number, externalId, labels, content, state, createdAt, createdBy, deadAt }) => ({
          number,
          id: externalId,
          labels: [...labels],
          content,
          state,
          createdBy,
          createdAt: createdAt.toISOString(),
          deadAt: deadAt?.toISOString() ?? null,
        })),
      }
    },
  )

  server.get(
    '/api/environments/:project/:environment/at',
    {
      config: { access: 'identity' },
      schema: {
        params: Type.Object({ project: Type.String(), environment: Type.String() }),
        querystring: Type.Object({ time: Type.Optional(Time) }),
        response: {
          200: Type.Object({
            secrets: Type.Array(Type.Object({ name: Type.String(), version: Type.Integer(), since: Time })),
          }),
        },
      },
    },
    async (request) => {
      const { policies } = callerOf(request)
      const past = await environmentAt(
        app.db,
        request.params,
        request.query.time === undefined ? app.clock.now() : new Date(request.query.time),
      )
      const visible = past.filter(
        ({ fullName }) => decide(policies, 'list', fullName).allowed || decide(policies, 'read', fullName).allowed,
      )
      return {
        secrets: visible.map(({ fullName, version, since }) => ({
          name: fullName,
          version,
          since: since.toISOString(),
        })),
      }
    },
  )

  server.post(
    '/api/rollback/*',
    {
      config: on('write'),
      schema: {
        body: Type.Object({ version: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
        response: { 200: Type.Object({ name: Type.String(), version: Type.Integer() }) },
      },
    },
    (request) =>
      change(request, async (tx, secret, actor) => {
        // An old value is a new one to whoever uses it: it takes two persons where a write does.
        await requireDirectWrite(tx, app.clock.now(), { identity: callerOf(request), name: secret.fullName })
        const input = { secret, to: request.body.version, actor }
        const { number } = await rollBack(tx, app.keyring, app.clock.now(), input)
        return { name: secret.fullName, version: number }
      }),
  )

  server.patch(
    '/api/secrets/*',
    {
      config: on('write'),
      schema: {
        body: Type.Object(
          {
            description: Type.Optional(Type.String({ maxLength: 2_048 })),
            tags: Type.Optional(Type.Record(Type.String(), Type.String())),
            owner: Type.Optional(Nullable(Type.String({ maxLength: 200 }))),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ name: Type.String() }) },
      },
    },
    (request) =>
      change(request, async (tx, secret, actor) => {
        await updateSecret(tx, app.clock.now(), secret, { ...request.body, actor })
        return { name: secret.fullName }
      }),
  )

  server.delete(
    '/api/secrets/*',
    {
      config: on('write'),
      schema: {
        querystring: Type.Object({ days: Type.Integer({ minimum: 1, maximum: 365, default: 30 }) }),
        response: { 200: Type.Object({ name: Type.String(), purgeAt: Time }) },
      },
    },
    (request) =>
      change(request, async (tx, secret, actor) => {
        const now = app.clock.now()
        const purgeAt = new Date(now.getTime() + request.query.days * DAY_MS)
        await deleteSecret(tx, now, secret, { purgeAt, actor })
        return { name: secret.fullName, purgeAt: purgeAt.toISOString() }
      }),
  )

  server.post('/api/restore/*', { config: on('write') }, async (request, reply) => {
    await change(request, (tx, secret, actor) => restoreSecret(tx, app.clock.now(), secret, actor))
    return reply.code(204).send()
  })

  server.post('/api/destroy/*', { config: on('admin') }, async (request, reply) => {
    await change(request, (tx, secret, actor) => purgeSecret(tx, app.clock.now(), secret, actor))
    return reply.code(204).send()
  })

  const ofVersions = { delete: deleteVersions, undelete: undeleteVersions, destroy: destroyVersions }
  for (const [verb, act] of Object.entries(ofVersions)) {
    server.post(
      `/api/versions/${verb}/*`,
      { config: on(verb === 'destroy' ? 'admin' : 'write'), schema: { body: Numbers } },
      async (request, reply) => {
        await change(request, (tx, secret, actor) =>
          act(tx, app.clock.now(), { secret, actor, numbers: request.body.versions }),
        )
        return reply.code(204).send()
      },
    )
  }
}
