/** Evidence of an incident: importing access logs, and asking them what was done with the leaked key. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Type } from '@sinclair/typebox'
import { newId } from '../../base/id.ts'
import { getFormat, type LogFormatId } from '../../forensics/formats/index.ts'
import { ingest } from '../../forensics/ingest.ts'
import { investigateIncident } from '../../incidents/investigation.ts'
import { append } from '../../journal/append.ts'
import { parseSecretName } from '../../secrets/name.ts'
import { getSecret } from '../../secrets/store.ts'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import { incidentError } from '../../incidents/facts.ts'
import type { Server } from '../http.ts'
import { followDeps } from './incidents.ts'
import { VerdictView } from './schemas.ts'

const MAX_LOG_BYTES = 2 * 1024 * 1024 * 1024
const Time = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T' })
const write = { access: { action: 'write' as const } }

export function evidenceRoutes(server: Server, app: App): void {
  void server.register(async (routes) => {
    const typed = routes as Server
    // A log may be large: it goes to the disk as it comes, and is never held in memory.
    typed.removeAllContentTypeParsers()
    typed.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    typed.post(
      '/api/incidents/:id/logs',
      {
        config: write,
        bodyLimit: MAX_LOG_BYTES,
        schema: {
          params: Type.Object({ id: Type.String({ pattern: '^inc_[0-9a-z]+$' }) }),
          querystring: Type.Object({
            name: Type.String({ minLength: 1, maxLength: 200 }),
            format: Type.String({ maxLength: 40 }),
            secret: Type.String(),
            coversFrom: Time,
            coversTo: Time,
          }),
          response: { 200: Type.Object({ rows: Type.Integer(), rejected: Type.Integer(), sha256: Type.String() }) },
        },
      },
      async (request) => {
        const { id } = request.params
        const { name, secret: secretName, coversFrom, coversTo } = request.query
        const format = request.query.format as LogFormatId
        getFormat(format) // Refuses an unknown format before the upload is read.
        const secret = await getSecret(app.db, parseSecretName(secretName))
        const found = await app.db.selectFrom('incidents').select('id').where('id', '=', id).executeTakeFirst()
        if (!found) throw incidentError('INCIDENT_NOT_FOUND', `there is no incident ${id}`)
        const file = await keepLog(app.filesFolder, id, request.body as NodeJS.ReadableStream)
        const log = await ingest(file.path, format)
        const now = app.clock.now()
        const actor = callerOf(request).name
        await app.db.transaction().execute(async (tx) => {
          await tx
            .insertInto('log_sources')
            .values({
              id: newId('evd', now),
              incident_id: id,
              secret_id: secret.id,
              name,
              format,
              sha256: file.sha256,
              rows_read: log.rows.length,
              rows_rejected: log.rejected.length,
              covers_from: new Date(coversFrom),
              covers_to: new Date(coversTo),
              imported_at: now,
              imported_by: actor,
              file: file.path,
            })
            .execute()
          await append(tx, now, [
            {
              actor,
              action: 'evidence.imported',
              subject: id,
              detail: {
                incident: id,
                source: name,
                rows: log.rows.length,
                rejected: log.rejected.length,
                sha256: file.sha256,
              },
            },
          ])
        })
        app.feed.poke()
        return { rows: log.rows.length, rejected: log.rejected.length, sha256: file.sha256 }
      },
    )
  })

  server.post(
    '/api/incidents/:id/investigate',
    { config: write, schema: { params: Type.Object({ id: Type.String() }), response: { 200: VerdictView } } },
    async (request) => {
      const verdict = await investigateIncident(followDeps(app), request.params.id, callerOf(request).name)
      app.feed.poke()
      return {
        ...verdict,
        gaps: [...verdict.gaps],
        strangers: [...verdict.strangers],
        indicators: [...verdict.indicators],
        keys: [...(verdict.keys ?? [])],
      }
    },
  )
}

/** Writes the raw log beside the others of its incident, named by its hash: what was judged can be read again. */
async function keepLog(
  folder: string,
  incidentId: string,
  body: NodeJS.ReadableStream,
): Promise<{ path: string; sha256: string }> {
  const home = join(folder, incidentId)
  await mkdir(home, { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  const arriving = join(home, `arriving-${process.pid}-${process.hrtime.bigint()}`)
  const tap = new Transform({
    transform(part: Buffer, _encoding, done) {
      hash.update(part)
      done(null, part)
    },
  })
  try {
    await pipeline(body, tap, createWriteStream(arriving, { mode: 0o600 }))
    const sha256 = hash.digest('hex')
    const path = join(home, `${sha256}.log`)
    await rename(arriving, path)
    return { path, sha256 }
  } catch (error) {
    await rm(arriving, { force: true })
    throw error
  }
}
