/** Who uses a secret: consumers that report, identities that only read, and those that may but never did. */
import { Type } from '@sinclair/typebox'
import { listConsumers } from '../../secrets/consumers.ts'
import { formatSecretName, parseSecretName } from '../../secrets/name.ts'
import { listNeverSeen, listReaders } from '../../secrets/readers.ts'
import { findVersion, getSecret } from '../../secrets/store.ts'
import type { App } from '../app.ts'
import type { Server } from '../http.ts'
import { ConsumerView } from './schemas.ts'

const Time = Type.String({ format: 'date-time' })
const ReaderView = Type.Object({
  identity: Type.String(),
  reads: Type.Integer(),
  firstReadAt: Time,
  lastReadAt: Time,
  longestSilenceMs: Type.Integer(),
})
const EntitledView = Type.Object({
  identity: Type.String(),
  kind: Type.Union([Type.Literal('person'), Type.Literal('machine')]),
  because: Type.String(),
})

export function consumerRoutes(server: Server, app: App): void {
  server.get(
    '/api/consumers/*',
    {
      config: {
        access: {
          action: 'list',
          on: (request) => formatSecretName(parseSecretName((request.params as { '*': string })['*'])),
        },
      },
      schema: {
        response: {
          200: Type.Object({
            name: Type.String(),
            /** Its current version; null when it has no value. */
            version: Type.Union([Type.Integer(), Type.Null()]),
            /** Reads are recorded from this moment: silence before it means nothing. */
            observedSince: Time,
            /** Processes that named themselves. */
            consumers: Type.Array(ConsumerView),
            /** Identities that read, whether or not a process of theirs named itself. */
            readers: Type.Array(ReaderView),
            /** They may read it, and never did. */
            neverSeen: Type.Array(EntitledView),
          }),
        },
      },
    },
    async (request) => {
      const secret = await getSecret(app.db, parseSecretName((request.params as { '*': string })['*']))
      const { fullName } = secret
      const consumers = await listConsumers(app.db, secret.id)
      const readers = await listReaders(app.db, fullName)
      const seen = new Set([...consumers, ...readers].map(({ identity }) => identity))
      const current = await findVersion(app.db, secret.id, 'current')
      return {
        name: fullName,
        version: current?.number ?? null,
        observedSince: secret.createdAt.toISOString(),
        consumers: consumers.map((consumer) => ({
          ...consumer,
          secret: fullName,
          firstSeenAt: consumer.firstSeenAt.toISOString(),
          lastSeenAt: consumer.lastSeenAt.toISOString(),
          movedAt: consumer.movedAt?.toISOString() ?? null,
        })),
        readers: readers.map((reader) => ({
          ...reader,
          firstReadAt: reader.firstReadAt.toISOString(),
          lastReadAt: reader.lastReadAt.toISOString(),
        })),
        neverSeen: await listNeverSeen(app.db, app.clock.now(), { fullName, seen }),
      }
    },
  )
}
