/** The incident room: everything that one screen shows about one incident, in one answer. */
import type { Static } from '@sinclair/typebox'
import { clocks } from '../../incidents/clocks.ts'
import { gatherFacts, listRotations, severityOf } from '../../incidents/facts.ts'
import type { IncidentFacts } from '../../incidents/incident-facts.ts'
import { listConsumers, readTraffic } from '../../secrets/consumers.ts'
import { getSecretById } from '../../secrets/store.ts'
import type { App } from '../app.ts'
import { viewRotation, type RotationBody } from './rotation-view.ts'
import type { ConsumerView, IncidentRoomBody, IncidentSummaryBody, LeakView, TrafficView } from './schemas.ts'

const iso = (date: Date | null | undefined): string | null => date?.toISOString() ?? null

export async function viewRoom(app: App, id: string): Promise<IncidentRoomBody> {
  const now = app.clock.now()
  const facts = await gatherFacts(app.db, app.rotation.providers, id)
  const row = await app.db.selectFrom('incidents').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const rotations = await Promise.all(facts.rotations.map((rotation) => viewRotation(app.db, rotation.id)))
  const documents = await app.db
    .selectFrom('documents')
    .select(['kind', 'written_at'])
    .where('incident_id', '=', id)
    .execute()
  const people = await viewPeople(app, id, rotations)
  return {
    incident: (await viewSummaries(app, [row]))[0] as IncidentSummaryBody,
    repository: facts.repository ?? null,
    commander: row.commander,
    leaks: await viewLeaks(app, id, facts, rotations),
    clocks: clocks(facts, { jurisdictions: ['EU'], sectors: [] }, now),
    tasks: facts.tasks.map(({ name, text, dueAt, doneAt, doneBy, note }) => ({
      name,
      text,
      dueAt: iso(dueAt),
      doneAt: iso(doneAt),
      doneBy: doneBy ?? null,
      note: note ?? null,
    })),
    rotations,
    ...people,
    timeline: facts.timeline.map(({ at, kind, text, actor, seq }) => ({
      at: at.toISOString(),
      kind,
      text,
      actor,
      seq,
    })),
    verdict: (row.verdict as IncidentRoomBody['verdict']) ?? null,
    documents: documents.map(({ kind, written_at }) => ({
      kind,
      writtenAt: written_at.toISOString(),
      href: `/api/incidents/${id}/documents/${kind}`,
    })),
    now: now.toISOString(),
  }
}

type IncidentRow = Parameters<typeof severityOf>[0]

export async function viewSummaries(app: App, rows: readonly IncidentRow[]): Promise<IncidentSummaryBody[]> {
  if (!rows.length) return []
  const leaks = await app.db
    .selectFrom('leaks')
    .select(['incident_id', 'provider'])
    .distinct()
    .where(
      'incident_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('provider')
    .execute()
  return rows.map((row) => {
    const providers = leaks.filter(({ incident_id }) => incident_id === row.id).map(({ provider }) => provider)
    return viewSummary(row, providers)
  })
}

function viewSummary(row: IncidentRow, providers: string[]): IncidentSummaryBody {
  const { facts, ...severity } = severityOf(row)
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    severity: { ...severity, facts: [...facts] },
    channel: row.channel,
    openedAt: row.opened_at.toISOString(),
    leakedAt: row.leaked_at.toISOString(),
    detectedAt: row.detected_at.toISOString(),
    containedAt: iso(row.contained_at),
    closedAt: iso(row.closed_at),
    providers,
  }
}

async function viewLeaks(
  app: App,
  id: string,
  facts: IncidentFacts,
  rotations: readonly RotationBody[],
): Promise<Static<typeof LeakView>[]> {
  const rows = await app.db
    .selectFrom('leaks')
    .selectAll()
    .where('incident_id', '=', id)
    .orderBy('file')
    .orderBy('line')
    .orderBy('id')
    .execute()
  return rows.map((row, i) => {
    const secret = facts.leaks[i]?.secret
    return {
      leakId: row.leak_id,
      provider: row.provider,
      providerName: facts.leaks[i]?.providerName ?? row.provider,
      label: facts.leaks[i]?.kind ?? row.kind,
      rule: row.rule,
      secret: secret ?? null,
      version: row.version,
      file: row.file,
      line: row.line,
      commit: row.commit_id,
      author: row.author,
      inHead: row.in_head,
      masked: row.masked,
      verdict: row.verdict,
      inspection: row.inspection as Static<typeof LeakView>['inspection'],
      rotationId: rotations.find((rotation) => rotation.secret === secret)?.id ?? null,
    }
  })
}

async function viewPeople(
  app: App,
  incidentId: string,
  rotations: readonly RotationBody[],
): Promise<{ consumers: Static<typeof ConsumerView>[]; traffic: Static<typeof TrafficView>[] }> {
  const rows = await listRotations(app.db, incidentId)
  const consumers: Static<typeof ConsumerView>[] = []
  const traffic: Static<typeof TrafficView>[] = []
  for (const rotation of rotations) {
    const row = rows.find(({ id }) => id === rotation.id)
    if (!row) continue
    const secret = await getSecretById(app.db, row.secret_id)
    for (const consumer of await listConsumers(app.db, row.secret_id)) {
      consumers.push({
        ...consumer,
        secret: secret.fullName,
        firstSeenAt: consumer.firstSeenAt.toISOString(),
        lastSeenAt: consumer.lastSeenAt.toISOString(),
        movedAt: iso(consumer.movedAt),
      })
    }
    const from = new Date(row.created_at.getTime() - TRAFFIC_BEFORE_MS)
    const points = await readTraffic(app.db, row.secret_id, rotation.oldVersion, from)
    traffic.push({
      secret: secret.fullName,
      oldVersion: rotation.oldVersion,
      newVersion: rotation.newVersion,
      points: points
        .filter(({ at }) => at.getTime() < app.clock.now().getTime() - UNSETTLED_MS)
        .slice(-MAX_POINTS)
        .map((point) => ({ ...point, at: point.at.toISOString() })),
    })
  }
  return { consumers, traffic }
}

/** The chart begins a little before the rotation, so that "before" is seen as well. */
const TRAFFIC_BEFORE_MS = 60_000
const MAX_POINTS = 900
/** The last seconds are not all reported yet; drawn, they would look like a fall. */
const UNSETTLED_MS = 2_500
