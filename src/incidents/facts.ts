/** Gathers the fact table of one incident from the database. Reads only. */
import type { Selectable } from 'kysely'
import { defineErrors } from '../base/errors.ts'
import type { Db } from '../db/connect.ts'
import type { Tables } from '../db/tables.ts'
import { readStory } from '../journal/read.ts'
import { kindLabel, type Provider, type Inspection, type Verdict } from '../providers/provider.ts'
import type { StepName } from '../rotate/rotation.ts'
import { listConsumers } from '../secrets/consumers.ts'
import { getSecretById } from '../secrets/store.ts'
import type { IncidentFacts, InvestigationVerdict, LeakFacts, RotationFacts } from './incident-facts.ts'
import type { Severity, SeverityFact, SeverityLevel } from './severity.ts'
import { timelineEntry, type TimelineEntry } from './timeline.ts'

export const incidentError = defineErrors({
  INCIDENT_NOT_FOUND: { status: 404, exit: 2, hint: 'List what there is with: rekey incident list' },
  INCIDENT_NOT_READY: {
    status: 409,
    exit: 3,
    hint: 'Do what is missing, or state the reason why it is right to go on.',
  },
})

/** Throws INCIDENT_NOT_FOUND. */
export async function gatherFacts(db: Db, providers: readonly Provider[], incidentId: string): Promise<IncidentFacts> {
  const row = await db.selectFrom('incidents').selectAll().where('id', '=', incidentId).executeTakeFirst()
  if (!row) throw incidentError('INCIDENT_NOT_FOUND', `there is no incident ${incidentId}`)
  const rotations = await gatherRotations(db, incidentId)
  const timeline = await gatherTimeline(db, row)
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    severity: severityOf(row),
    channel: row.channel,
    commander: row.commander ?? undefined,
    commanderSince: timeline.findLast(({ action }) => action === 'commander.named')?.at,
    channelOpenedAt: (await taskDoneAt(db, incidentId, 'channel')) ?? undefined,
    repository: row.repository_id ? await gatherRepository(db, row.repository_id) : undefined,
    push: row.push_id ? await gatherPush(db, row.push_id, incidentId) : undefined,
    leakedAt: row.leaked_at,
    detectedAt: row.detected_at,
    openedAt: row.opened_at,
    newKeyAt: lastOf(rotations, ({ newKeyAt }) => newKeyAt),
    movedAt: lastOf(rotations, ({ movedAt }) => movedAt),
    refusedAt: lastOf(rotations, ({ refusedAt }) => refusedAt),
    investigatedAt: row.investigated_at ?? undefined,
    closedAt: row.closed_at ?? undefined,
    leaks: await gatherLeaks(db, providers, incidentId),
    rotations,
    requests: (row.settings as { requests?: IncidentFacts['requests'] }).requests,
    tasks: await gatherTasks(db, incidentId),
    timeline,
    verdict: (row.verdict as InvestigationVerdict | null) ?? undefined,
    sources: await gatherSources(db, incidentId),
    keyAgeDays: await keyAgeDays(db, incidentId, row.leaked_at),
    controls: {
      ...row.controls,
      inManager: rotations.length > 0 ? true : undefined,
    },
  }
}

export function severityOf(row: Selectable<Tables['incidents']>): Severity {
  const level = row.severity as SeverityLevel
  const label = level === 'SEV-4' ? 'Low' : level === 'SEV-3' ? 'Medium' : 'High'
  return { level, label, score: row.score, facts: row.facts as SeverityFact[] }
}

/** The last of the times, once all have one. */
function lastOf<T>(all: readonly T[], timeOf: (one: T) => Date | undefined): Date | undefined {
  const times = all.map(timeOf).filter((time) => time !== undefined)
  if (!all.length || times.length < all.length) return undefined
  return times.reduce((last, time) => (time > last ? time : last))
}

async function gatherRepository(db: Db, id: string): Promise<{ name: string; visibility: string }> {
  return db.selectFrom('repositories').select(['name', 'visibility']).where('id', '=', id).executeTakeFirstOrThrow()
}

async function gatherPush(db: Db, id: string, incidentId: string): Promise<NonNullable<IncidentFacts['push']>> {
  const push = await db
    .selectFrom('pushes')
    .select(['after_commit', 'received_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const leak = await db.selectFrom('leaks').select('author').where('incident_id', '=', incidentId).executeTakeFirst()
  return { commit: push.after_commit, pushedAt: push.received_at, author: leak?.author ?? undefined }
}

async function gatherLeaks(db: Db, providers: readonly Provider[], incidentId: string): Promise<LeakFacts[]> {
  const rows = await db
    .selectFrom('leaks')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('file')
    .orderBy('line')
    .orderBy('id')
    .execute()
  return Promise.all(
    rows.map(async (row) => {
      const provider = providers.find(({ id }) => id === row.provider)
      return {
        provider: row.provider,
        providerName: provider?.name ?? row.provider,
        kind: kindLabel(provider, row.kind),
        secret: row.secret_id ? (await getSecretById(db, row.secret_id)).fullName : undefined,
        file: row.file,
        masked: row.masked,
        inHead: row.in_head ?? undefined,
        trackedBeforeIgnore: row.tracked_before_ignore ?? undefined,
        verdict: row.verdict as Verdict,
        inspection: (row.inspection as Inspection | null) ?? undefined,
      }
    }),
  )
}

type RotationRow = Selectable<Tables['rotations']>

/**
 * The rotations that contain an incident: its own, and whoever else's that replaces a version which leaked here.
 * One that was given up does not count beside another try.
 */
export async function listRotations(db: Db, incidentId: string): Promise<RotationRow[]> {
  const rows = await db
    .selectFrom('rotations')
    .selectAll()
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('incident_id', '=', incidentId),
        exists(
          selectFrom('leaks')
            .select('leaks.id')
            .where('leaks.incident_id', '=', incidentId)
            .whereRef('leaks.secret_id', '=', 'rotations.secret_id')
            .whereRef('leaks.version', '=', 'rotations.old_version'),
        ),
      ]),
    )
    .orderBy('id')
    .execute()
  const isReplaced = (row: RotationRow): boolean =>
    row.status === 'aborted' && rows.some((other) => other.secret_id === row.secret_id && other.status !== 'aborted')
  return rows.filter((row) => !isReplaced(row))
}

async function gatherRotations(db: Db, incidentId: string): Promise<RotationFacts[]> {
  const rows = await listRotations(db, incidentId)
  return Promise.all(rows.map((row) => gatherRotation(db, row)))
}

async function gatherRotation(db: Db, row: RotationRow): Promise<RotationFacts> {
  const secret = await getSecretById(db, row.secret_id)
  const steps = await db.selectFrom('rotation_steps').selectAll().where('rotation_id', '=', row.id).execute()
  const finishedAt = (step: StepName): Date | undefined =>
    steps.find((one) => one.step === step)?.finished_at ?? undefined
  const refused = steps.find(({ step }) => step === 'verify-old-dead')?.detail as
    | { probes?: number; refusedAt?: string }
    | undefined
  const consumers = row.new_version === null ? [] : await listConsumers(db, row.secret_id)
  const evidence = row.evidence as { confirm?: { presumedGone?: { name: string }[] } } | null
  return {
    id: row.id,
    secret: secret.fullName,
    provider: secret.provider ?? 'unknown',
    strategy: row.strategy,
    status: row.status,
    createdAt: row.created_at,
    newKeyAt: finishedAt('create'),
    deployedAt: finishedAt('deploy'),
    movedAt: finishedAt('confirm'),
    revokedAt: finishedAt('revoke'),
    refusedAt: refused?.refusedAt ? new Date(refused.refusedAt) : undefined,
    refusedProbes: refused?.probes ?? 0,
    consumers: consumers.map(({ name, version, versionBefore, movedAt }) => ({
      name,
      versionBefore: versionBefore ?? undefined,
      versionAfter: version,
      movedAt: movedAt ?? undefined,
    })),
    presumedGone: evidence?.confirm?.presumedGone?.map(({ name }) => name) ?? [],
    forcedBecause: row.forced_by ? `forced by ${row.forced_by}` : undefined,
  }
}

async function gatherTimeline(db: Db, row: Selectable<Tables['incidents']>): Promise<TimelineEntry[]> {
  const entries = await readStory(db, row.id, row.push_id)
  return entries.map(timelineEntry).filter((entry) => entry !== undefined)
}

async function gatherTasks(db: Db, incidentId: string): Promise<IncidentFacts['tasks']> {
  const rows = await db
    .selectFrom('tasks')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  return rows.map((task) => ({
    name: task.name,
    text: task.text,
    dueAt: task.due_at ?? undefined,
    doneAt: task.done_at ?? undefined,
    doneBy: task.done_by ?? undefined,
    note: task.note ?? undefined,
  }))
}

async function taskDoneAt(db: Db, incidentId: string, name: string): Promise<Date | null> {
  const row = await db
    .selectFrom('tasks')
    .select('done_at')
    .where('incident_id', '=', incidentId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.done_at ?? null
}

async function gatherSources(db: Db, incidentId: string): Promise<IncidentFacts['sources']> {
  const rows = await db
    .selectFrom('log_sources')
    .selectAll()
    .where('incident_id', '=', incidentId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    name: row.name,
    format: row.format,
    sha256: row.sha256,
    rowsRead: row.rows_read,
    rowsRejected: row.rows_rejected,
    coversFrom: row.covers_from,
    coversTo: row.covers_to,
  }))
}

/** Days that the oldest leaked version of ours had been in use. */
async function keyAgeDays(db: Db, incidentId: string, leakedAt: Date): Promise<number | undefined> {
  const row = await db
    .selectFrom('leaks')
    .innerJoin('versions', (join) =>
      join.onRef('versions.secret_id', '=', 'leaks.secret_id').onRef('versions.number', '=', 'leaks.version'),
    )
    .select(({ fn }) => fn.min('versions.created_at').as('since'))
    .where('incident_id', '=', incidentId)
    .executeTakeFirst()
  return row?.since ? Math.floor((leakedAt.getTime() - row.since.getTime()) / 86_400_000) : undefined
}
