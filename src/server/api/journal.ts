/** The journal as it stands: pages, proof, and an export that can be checked without us. */
import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import { listExports } from '../../journal/export/exporter.ts'
import { createSigner, readCheckpoints } from '../../journal/checkpoint.ts'
import { readAll, readEntries, readNewest } from '../../journal/read.ts'
import { verifyJournal } from '../../journal/verify.ts'
import type { App } from '../app.ts'
import type { Server } from '../http.ts'
import { JournalCheck, JournalPage } from './secret-schemas.ts'

export function journalRoutes(server: Server, app: App): void {
  server.get(
    '/api/journal',
    {
      config: { access: { action: 'admin' } },
      schema: {
        querystring: Type.Object({
          after: Type.Optional(Type.Integer({ minimum: 0 })),
          /** The newest first, older than this one. Without a number: the newest of all. */
          before: Type.Optional(Type.Integer({ minimum: 1 })),
          newest: Type.Optional(Type.Boolean()),
          subject: Type.Optional(Type.String({ maxLength: 1_200 })),
          limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })),
        }),
        response: { 200: JournalPage },
      },
    },
    async (request) => {
      const { after = 0, limit = 100, before, newest, subject } = request.query
      const entries =
        newest || before !== undefined || subject !== undefined
          ? await readNewest(app.db, { before, subject, limit })
          : await readEntries(app.db, { after, limit })
      return { entries: entries.map((entry) => ({ ...entry, at: entry.at.toISOString() })) }
    },
  )

  server.get(
    '/api/journal/verify',
    {
      config: { access: { action: 'admin' } },
      schema: {
        response: { 200: JournalCheck },
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

  const Sink = Type.Object({
    name: Type.String(),
    seq: Type.Integer(),
    behind: Type.Integer(),
    updatedAt: Type.String({ format: 'date-time' }),
    problem: Type.Union([Type.Null(), Type.String()]),
  })
  server.get(
    '/api/journal/sinks',
    {
      config: { access: { action: 'admin' } },
      schema: { response: { 200: Type.Object({ sinks: Type.Array(Sink) }) } },
    },
    async () => {
      const sinks = await listExports(app.db)
      return { sinks: sinks.map((sink) => ({ ...sink, updatedAt: sink.updatedAt.toISOString() })) }
    },
  )

  server.get('/api/journal/export', { config: { access: { action: 'admin' } } }, (_request, reply) => {
    reply.type('application/x-ndjson')
    return reply.send(Readable.from(lines(app)))
  })
}

async function* lines(app: App): AsyncGenerator<string> {
  for await (const entry of readAll(app.db)) yield `${JSON.stringify(entry)}\n`
}
