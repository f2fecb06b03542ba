/** Access keys for clients of AWS Secrets Manager. The secret is shown once, in the answer that makes it. */
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { requireIdentity, requireMayActAs } from '../../access/policies.ts'
import { createAccessKey, listAccessKeys, revokeAccessKey } from '../../secrets/access-keys.ts'
import type { Identity } from '../../secrets/identities.ts'
import { parseScopePart } from '../../secrets/name.ts'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import type { Server } from '../http.ts'

const Time = Type.String({ format: 'date-time' })
const NullableTime = Type.Union([Time, Type.Null()])
const Name = Type.Object({ name: Type.String({ maxLength: 200 }) })
const MAX_TTL_SECONDS = 36 * 3_600

export function accessKeyRoutes(server: Server, app: App): void {
  server.post(
    '/api/identities/:name/access-keys',
    {
      config: { access: { action: 'admin' } },
      schema: {
        params: Name,
        body: Type.Object(
          {
            project: Type.String(),
            environment: Type.String(),
            /** Makes a temporary key, with a session token. */
            ttlSeconds: Type.Optional(Type.Integer({ minimum: 60, maximum: MAX_TTL_SECONDS })),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            accessKeyId: Type.String(),
            secretAccessKey: Type.String(),
            sessionToken: Type.Optional(Type.String()),
            expiresAt: NullableTime,
          }),
        },
      },
    },
    async (request, reply) => {
      const { project, environment, ttlSeconds } = request.body
      const now = app.clock.now()
      const actor = callerOf(request).name
      const input = {
        identity: await targetOf(app, request),
        project: parseScopePart(project),
        environment: parseScopePart(environment),
        ...(ttlSeconds !== undefined && { ttlMs: ttlSeconds * 1_000 }),
        actor,
      }
      const key = await app.db.transaction().execute((tx) => createAccessKey(tx, app.keyring, now, input))
      app.feed.poke()
      reply.header('cache-control', 'no-store')
      return {
        accessKeyId: key.id,
        secretAccessKey: key.secret.reveal(),
        ...(key.sessionToken && { sessionToken: key.sessionToken.reveal() }),
        expiresAt: key.expiresAt?.toISOString() ?? null,
      }
    },
  )

  server.get(
    '/api/identities/:name/access-keys',
    {
      config: { access: { action: 'admin' } },
      schema: {
        params: Name,
        response: {
          200: Type.Object({
            accessKeys: Type.Array(
              Type.Object({
                accessKeyId: Type.String(),
                scope: Type.String(),
                createdAt: Time,
                createdBy: Type.String(),
                expiresAt: NullableTime,
                revokedAt: NullableTime,
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const keys = await listAccessKeys(app.db, (await targetOf(app, request)).id)
      return {
        accessKeys: keys.map((key) => ({
          accessKeyId: key.id,
          scope: `${key.project}/${key.environment}`,
          createdAt: key.createdAt.toISOString(),
          createdBy: key.createdBy,
          expiresAt: key.expiresAt?.toISOString() ?? null,
          revokedAt: key.revokedAt?.toISOString() ?? null,
        })),
      }
    },
  )

  server.delete(
    '/api/identities/:name/access-keys/:id',
    {
      config: { access: { action: 'admin' } },
      schema: {
        params: Type.Object({ name: Type.String({ maxLength: 200 }), id: Type.String({ maxLength: 40 }) }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const identity = await targetOf(app, request)
      const change = { identity, id: request.params.id, actor: callerOf(request).name }
      await app.db.transaction().execute((tx) => revokeAccessKey(tx, app.clock.now(), change))
      app.feed.poke()
      return reply.code(204).send(null)
    },
  )
}

/** Throws IDENTITY_NOT_FOUND, and GRANT_TOO_WIDE: who has its key acts in its place. */
async function targetOf(app: App, request: FastifyRequest): Promise<Identity> {
  const { name } = request.params as { name: string }
  const target = await requireIdentity(app.db, name, app.clock.now())
  requireMayActAs(callerOf(request), target)
  return target
}
