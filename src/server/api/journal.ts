/** The journal as it stands: pages, proof, and an export that can be checked without us. */
import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import { createSigner, readCheckpoints } from '../../journal/checkpoint.ts'
import { readAll, readEntries } from '../../journal/read.ts'
import { verifyJournal } from '../../journal/verify.ts'
import type { App } from '../app.ts'
import type { Server } from '../http.ts'

const Entry = Type.Object({
  seq: Type.Integer(),
  at: Type.String({ format: 'date-time' }),
  actor: Type.String(),
  action: Type.String(),
  subject: Type.String(),
  detail: Type.Record(Type.String(), Type.Unknown()),
  prevHash: Type.String(),
  hash: Type.String(),
})

export function journalRoutes(server: Server, app: App): void {
  server.get(
    '/api/journal',
    {
      config: { access: { action: 'admin' } },
      schema: {
        querystring: Type.Object({
          after: Type.Optional(Type.Integer({ minimum: 0 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
        }),
        response: { 200: Type.Object({ entries: Type.Array(Entry) }) },
      },
    },
    async (request) => {
      const { after = 0, limit = 100 } = request.query
      const entries = await readEntries(app.db, { after, limit })
      return { entries: entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })) }
    },
  )

  server.get(
    '/api/journal/verify',
    {
      config: { access: { action: 'admin' } },
      schema: {
        response: {
          200: Type.Object({
            ok: Type.Boolean(),
            entries: Type.Integer(),
            head: Type.Object({ seq: Type.Integer(), hash: Type.String() }),
            problem: Type.Optional(Type.String()),
          }),
        },
      },
    },
    () => verifyJournal(app.db, { publicKey: createSigner(app.keyring.checkpointSeed).publicKey }),
  )

  const Checkpoint = Type.Object({
    seq: Type.Integer(),
    hash: Type.String(),
    at: Type.String(),
    keyId: Type.String(),
    signature: Type.String(),
  })
  server.get(
    '/api/journal/checkpoints',
    {
      config: { access: { action: 'admin' } },
      schema: { response: { 200: Type.Object({ publicKey: Type.String(), checkpoints: Type.Array(Checkpoint) }) } },
    },
    async () => ({
      publicKey: createSigner(app.keyring.checkpointSeed).publicKey,
      checkpoints: await readCheckpoints(app.db),
    }),
  )

  server.get('/api/journal/export', { config: { access: { action: 'admin' } } }, (_request, reply) => {
    reply.type('application/x-ndjson')
    return reply.send(Readable.from(lines(app)))
  })
}

async function* lines(app: App): AsyncGenerator<string> {
  for await (const entry of readAll(app.db)) yield `${JSON.stringify(entry)}\n`
}
