/** Incidents: the list, the room, and what people do in it. */
import { Type } from '@sinclair/typebox'
import { newId } from '../../base/id.ts'
import { append, type NewEntry } from '../../journal/append.ts'
import { closeIncident, type FollowDeps, writeDocuments } from '../../incidents/follow.ts'
import type { App } from '../app.ts'
import { callerOf } from '../auth.ts'
import { openEventStream } from '../event-stream.ts'
import { incidentError } from '../../incidents/facts.ts'
import { requestError } from '../request-error.ts'
import type { Server } from '../http.ts'
import { viewRoom, viewSummaries } from './room.ts'
import { IncidentRoom, IncidentSummary } from './schemas.ts'

const Id = Type.Object({ id: Type.String({ maxLength: 64 }) })
const list = { access: { action: 'list' as const } }
const write = { access: { action: 'write' as const } }

export function followDeps(app: App): FollowDeps {
  return { db: app.db, providers: app.rotation.providers, now: () => app.clock.now() }
}

export function incidentRoutes(server: Server, app: App): void {
  server.get(
    '/api/incidents',
    { config: list, schema: { response: { 200: Type.Object({ incidents: Type.Array(IncidentSummary) }) } } },
    async () => {
      const rows = await app.db.selectFrom('incidents').selectAll().orderBy('opened_at', 'desc').limit(200).execute()
      return { incidents: await viewSummaries(app, rows) }
    },
  )

  server.get(
    '/api/incidents/:id',
    { config: list, schema: { params: Id, response: { 200: IncidentRoom } } },
    (request) => viewRoom(app, request.params.id),
  )

  server.get(
    '/api/incidents/:id/documents/:kind',
    {
      config: list,
      schema: {
        params: Type.Object({
          id: Type.String(),
          kind: Type.Union([Type.Literal('notice'), Type.Literal('postmortem')]),
        }),
      },
    },
    async (request, reply) => {
      const { id, kind } = request.params
      const row = await app.db
        .selectFrom('documents')
        .select('markdown')
        .where('incident_id', '=', id)
        .where('kind', '=', kind)
        .executeTakeFirst()
      if (!row) throw requestError('DOCUMENT_NOT_FOUND', `there is no ${kind} for ${id} yet`)
      return reply.type('text/markdown; charset=utf-8').send(row.markdown)
    },
  )

  server.post('/api/incidents/:id/documents', { config: write, schema: { params: Id } }, async (request, reply) => {
    await writeDocuments(followDeps(app), request.params.id)
    app.feed.poke()
    return reply.code(204).send()
  })

  server.post(
    '/api/incidents/:id/tasks/:name',
    {
      config: write,
      schema: {
        params: Type.Object({ id: Type.String(), name: Type.String() }),
        body: Type.Object({ done: Type.Boolean(), note: Type.Optional(Type.String({ maxLength: 2_000 })) }),
      },
    },
    async (request, reply) => {
      const { id, name } = request.params
      const { done, note } = request.body
      const { name: actor } = callerOf(request)
      const now = app.clock.now()
      await app.db.transaction().execute(async (tx) => {
        const task = await tx
          .updateTable('tasks')
          .set({ done_at: done ? now : null, done_by: done ? actor : null, note: note ?? null })
          .where('incident_id', '=', id)
          .where('name', '=', name)
          .returning('text')
          .executeTakeFirst()
        if (!task) throw incidentError('INCIDENT_NOT_FOUND', `there is no task ${name} in ${id}`)
        await append(tx, now, [entryOf(id, actor, done ? 'task.done' : 'task.undone', { name, text: task.text })])
      })
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  server.post(
    '/api/incidents/:id/notes',
    {
      config: write,
      schema: { params: Id, body: Type.Object({ text: Type.String({ minLength: 1, maxLength: 4_000 }) }) },
    },
    async (request, reply) => {
      const { id } = request.params
      const { name: author } = callerOf(request)
      const { text } = request.body
      const now = app.clock.now()
      await app.db.transaction().execute(async (tx) => {
        await requireIncident(tx, id)
        await tx
          .insertInto('notes')
          .values({ id: newId('tsk', now), incident_id: id, at: now, author, text })
          .execute()
        await append(tx, now, [entryOf(id, author, 'note.added', { text })])
      })
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  server.post(
    '/api/incidents/:id/commander',
    {
      config: write,
      schema: { params: Id, body: Type.Object({ name: Type.String({ minLength: 1, maxLength: 120 }) }) },
    },
    async (request, reply) => {
      const { id } = request.params
      const { name } = request.body
      const actor = callerOf(request).name
      const now = app.clock.now()
      await app.db.transaction().execute(async (tx) => {
        await requireIncident(tx, id)
        await tx.updateTable('incidents').set({ commander: name }).where('id', '=', id).execute()
        const task = tx.updateTable('tasks').set({ done_at: now, done_by: actor, note: name })
        await task.where('incident_id', '=', id).where('name', '=', 'commander').where('done_at', 'is', null).execute()
        await append(tx, now, [entryOf(id, actor, 'commander.named', { name })])
      })
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  // What customers felt, counted where it can be counted: at the load balancer.
  server.post(
    '/api/incidents/:id/impact',
    {
      config: write,
      schema: {
        params: Id,
        body: Type.Object({ served: Type.Integer({ minimum: 0 }), failed: Type.Integer({ minimum: 0 }) }),
      },
    },
    async (request, reply) => {
      const { id } = request.params
      const requests = request.body
      await app.db.transaction().execute(async (tx) => {
        await requireIncident(tx, id)
        await tx
          .updateTable('incidents')
          .set({ settings: JSON.stringify({ requests }) })
          .where('id', '=', id)
          .execute()
        await append(tx, app.clock.now(), [entryOf(id, callerOf(request).name, 'impact.recorded', requests)])
      })
      return reply.code(204).send()
    },
  )

  server.post(
    '/api/incidents/:id/close',
    {
      config: write,
      schema: { params: Id, body: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 1_000 })) }) },
    },
    async (request, reply) => {
      const { reason } = request.body
      await closeIncident(followDeps(app), {
        incidentId: request.params.id,
        actor: callerOf(request).name,
        ...(reason ? { reason } : {}),
      })
      app.feed.poke()
      return reply.code(204).send()
    },
  )

  server.get('/api/events', { config: list }, (_request, reply) => {
    const unsubscribe = app.feed.subscribe(({ detail }) => {
      if (typeof detail['incident'] === 'string') stream.send('incident', { id: detail['incident'] })
    })
    const stream = openEventStream(app, reply, { onClose: unsubscribe })
  })
}

async function requireIncident(db: App['db'], id: string): Promise<void> {
  const row = await db.selectFrom('incidents').select('id').where('id', '=', id).executeTakeFirst()
  if (!row) throw incidentError('INCIDENT_NOT_FOUND', `there is no incident ${id}`)
}

function entryOf(incident: string, actor: string, action: string, detail: Record<string, unknown>): NewEntry {
  return { actor, action, subject: incident, detail: { ...detail, incident } }
}
