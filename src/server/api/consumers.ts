/** Who uses a secret: consumers that report, identities that only read, and those that may but never did. */
import { listConsumers } from '../../secrets/consumers.ts'
import { formatSecretName, parseSecretName } from '../../secrets/name.ts'
import { listNeverSeen, listReaders } from '../../secrets/readers.ts'
import { findVersion, getSecret } from '../../secrets/store.ts'
import type { App } from '../app.ts'
import type { Server } from '../http.ts'
import { SecretUsers } from './secret-schemas.ts'

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
        response: { 200: SecretUsers },
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
