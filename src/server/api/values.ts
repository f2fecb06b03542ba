/** Reading and writing values: what the SDK, `rekey run` and `rekey secret` speak to. */
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { Sensitive } from '../../base/sensitive.ts'
import { readChangedSeq } from '../../journal/read.ts'
import { recordSightings } from '../../secrets/consumers.ts'
import { formatSecretName, parseSecretName, type SecretName } from '../../secrets/name.ts'
import { listReferences } from '../../secrets/references.ts'
import { resolve, type Resolved } from '../../secrets/resolve.ts'
import { findSecret, findVersion, type StoredSecret } from '../../secrets/store.ts'
import type { App } from '../app.ts'
import { admitWrite } from '../admit-write.ts'
import { actionFor, callerOf, requireAccess, requireStill } from '../auth.ts'
import type { Server } from '../http.ts'

const Time = Type.String({ format: 'date-time' })
const ValueBody = Type.Object({
  name: Type.String(),
  version: Type.Integer(),
  value: Type.String(),
  createdAt: Time,
  /** The secret of another environment that this one was taken from. */
  inheritedFrom: Type.Optional(Type.String()),
  /** It is the reader's own value. */
  isOwn: Type.Optional(Type.Boolean()),
})
const RotationBody = Type.Object(
  {
    admin: Type.Optional(Type.String()),
    settings: Type.Optional(Type.Record(Type.String(), Type.String())),
    quietMs: Type.Optional(Type.Integer({ minimum: 0 })),
    soakMs: Type.Optional(Type.Integer({ minimum: 0 })),
    observeMs: Type.Optional(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
)

const nameOf = (request: FastifyRequest): string =>
  formatSecretName(parseSecretName((request.params as { '*': string })['*']))

export function valueRoutes(server: Server, app: App): void {
  server.get(
    '/api/values/*',
    {
      config: { access: { action: 'read', on: nameOf }, isCheckedAgain: true },
      schema: {
        /** `raw`: as it is stored in this environment: references as text, nobody's own value. */
        querystring: Type.Object({ raw: Type.Optional(Type.Boolean()) }),
        response: { 200: ValueBody, 304: Type.Null() },
      },
    },
    async (request, reply) => {
      const name = parseSecretName(nameOf(request))
      const held = Number(/^"(\d+)"$/.exec(request.headers['if-none-match'] ?? '')?.[1])
      // A person may have a value of their own, whatever the version is.
      if (held && callerOf(request).kind === 'machine') {
        // No entry is written for it: so it is compared with the journal here.
        await app.memory.catchUp(app.db, await readChangedSeq(app.db))
        await requireStill(app, request, 'read', nameOf(request))
        const secret = await findSecret(app.db, name)
        if (secret && (await findVersion(app.db, secret.id, 'current'))?.number === held) {
          await noteSighting(app, request, secret, held)
          return reply.code(304).send(null)
        }
      }
      const found = await reveal(app, request, name, request.query.raw)
      const { secret, version, value } = found
      await noteSighting(app, request, secret, version.number)
      // The number of a version says nothing about what was put together.
      if (!found.isComposed) reply.header('etag', `"${version.number}"`)
      reply.header('cache-control', 'no-store')
      return {
        name: formatSecretName(name),
        version: version.number,
        value: value.reveal(),
        createdAt: version.createdAt.toISOString(),
        ...originOf(found, formatSecretName(name)),
      }
    },
  )

  server.put(
    '/api/values/*',
    {
      config: { access: { action: 'write', on: nameOf }, isCheckedAgain: true },
      bodyLimit: 512 * 1024,
      schema: {
        body: Type.Object(
          {
            value: Type.String(),
            provider: Type.Optional(Type.String()),
            kind: Type.Optional(Type.String()),
            rotation: Type.Optional(RotationBody),
            /** `${project/environment/NAME}` in the value stands for the value of that secret. */
            references: Type.Optional(Type.Boolean()),
          },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ name: Type.String(), version: Type.Integer() }) },
      },
    },
    async (request) => {
      const { value, provider, kind, rotation } = request.body
      const name = parseSecretName(nameOf(request))
      await requireManagingKey(app, request, name, request.body)
      const bypassReason = headerText(request, 'x-rekey-bypass-reason')
      const { references: hasReferences } = request.body
      // Whoever writes a reference could else have another reader print what they may not read themselves.
      if (hasReferences) for (const one of listReferences(value)) requireAccess(callerOf(request), 'read', one)
      const actor = callerOf(request).name
      const input = { name, value: new Sensitive(value), provider, kind, rotation, hasReferences, actor }
      const stored = await app.writes.put(input, () => admitWrite(app, request, formatSecretName(name), bypassReason))
      app.feed.poke()
      return { name: stored.secret.fullName, version: stored.number }
    },
  )
}

/**
 * Who says how a secret is rotated decides where its managing key is sent. So it must be one that they may read
 * themselves: else a writer of one project could have us hand over the key of another.
 */
async function requireManagingKey(
  app: App,
  request: FastifyRequest,
  name: SecretName,
  change: { provider?: string; kind?: string; rotation?: { admin?: string } },
): Promise<void> {
  if (!change.provider && !change.kind && !change.rotation) return
  const admin = change.rotation ? change.rotation.admin : (await findSecret(app.db, name))?.rotation?.admin
  if (admin !== undefined) requireAccess(callerOf(request), 'read', formatSecretName(parseSecretName(admin)))
}

/** `raw`: as it is stored, and in this environment only. */
export async function reveal(app: App, request: FastifyRequest, name: SecretName, raw = false): Promise<Resolved> {
  const detail = { consumer: consumerOf(request) }
  const authorise = (secret: StoredSecret): void | Promise<void> =>
    requireStill(app, request, actionFor(request, 'read'), secret.fullName)
  if (!raw) return resolve(app, { name, identity: () => callerOf(request), detail, authorise })
  const read = await app.reads.open({ name, actor: callerOf(request).name, detail, authorise })
  return { ...read, value: read.version.value, isComposed: false, isOwn: false }
}

export function originOf({ secret, isOwn }: Resolved, asked: string): { inheritedFrom?: string; isOwn?: true } {
  return {
    ...(secret.fullName !== asked && { inheritedFrom: secret.fullName }),
    ...(isOwn && { isOwn }),
  }
}

export async function noteSighting(
  app: App,
  request: FastifyRequest,
  secret: StoredSecret,
  version: number,
): Promise<void> {
  // Only a process that names itself is a consumer: a person who looks at a value does not run on it.
  if (!request.headers['x-rekey-consumer']) return
  await app.db.transaction().execute((tx) =>
    recordSightings(tx, app.clock.now(), [
      {
        secretId: secret.id,
        secretName: secret.fullName,
        identityId: callerOf(request).id,
        consumer: consumerOf(request),
        host: headerText(request, 'x-rekey-host') ?? request.ip,
        process: headerText(request, 'x-rekey-process') ?? '',
        version,
        uses: 0,
        // A process with heartbeats says itself when it has let go of the old version; reading the new one is not that.
        holds: !request.headers['x-rekey-heartbeat'],
      },
    ]),
  )
  app.feed.poke()
}

function consumerOf(request: FastifyRequest): string {
  return headerText(request, 'x-rekey-consumer') ?? callerOf(request).name
}

function headerText(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' && value ? value.slice(0, 120) : undefined
}
