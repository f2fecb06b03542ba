/**
 * Brings an incident up to what has happened: its state, the tasks that facts complete, its documents. It
 * looks at the facts and not at events, so it may run at any time, twice, or after a crash.
 */
import type { Db } from '../db/connect.ts'
import { append, type NewEntry } from '../journal/append.ts'
import type { Provider } from '../providers/provider.ts'
import { completedByFacts } from './checklist.ts'
import { clocks } from './clocks.ts'
import { gatherFacts, incidentError } from './facts.ts'
import { transition } from './incident.ts'
import { uncoveredLeaks, type IncidentFacts } from './incident-facts.ts'
import { writeNotice } from './notice.ts'
import { writePostmortem } from './postmortem.ts'

export interface FollowDeps {
  readonly db: Db
  readonly providers: readonly Provider[]
  readonly now: () => Date
}

/** Ids of the incidents that are not closed. */
export async function listOpenIncidents(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('incidents').select('id').where('state', '!=', 'closed').execute()
  return rows.map(({ id }) => id)
}

/** True when something changed. */
export async function followIncident(deps: FollowDeps, incidentId: string): Promise<boolean> {
  const facts = await gatherFacts(deps.db, deps.providers, incidentId)
  if (facts.state === 'closed') return false
  const tasks = completedByFacts(facts)
  const contained = containedNow(facts)
  if (!tasks.length && !contained) return false
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const entries: NewEntry[] = []
    for (const { name, at, note } of tasks) {
      const done = await tx
        .updateTable('tasks')
        .set({ done_at: at, done_by: 'rekey', note })
        .where('incident_id', '=', incidentId)
        .where('name', '=', name)
        .where('done_at', 'is', null)
        .returning('text')
        .executeTakeFirst()
      if (done) entries.push(entry(incidentId, 'task.done', { name, text: done.text }))
    }
    if (contained) {
      const moved = await tx
        .updateTable('incidents')
        .set({ state: 'contained', contained_at: contained })
        .where('id', '=', incidentId)
        .where('state', 'in', ['triage', 'containing'])
        .returning('id')
        .executeTakeFirst()
      // Another node may have looked at the same moment.
      if (moved) entries.push(entry(incidentId, 'incident.contained', {}))
    }
    await append(tx, now, entries)
    return entries.length > 0
  })
}

/** The end of exposure, when every rotation is done and the incident does not say so yet. */
function containedNow(facts: IncidentFacts): Date | undefined {
  // A person may have started the rotation by hand, without a word to the incident.
  const state = facts.state === 'triage' && facts.rotations.length ? 'containing' : facts.state
  if (state !== 'containing' || !facts.refusedAt || uncoveredLeaks(facts).length) return undefined
  const openRotations = facts.rotations.filter(({ status }) => status !== 'done').map(({ secret }) => secret)
  const answer = transition(state, { type: 'contain', openRotations })
  return answer.ok && answer.changed ? facts.refusedAt : undefined
}

/** Writes (again) the drafts of the notice and the post-mortem from the facts as they are now. */
export async function writeDocuments(deps: FollowDeps, incidentId: string): Promise<void> {
  const now = deps.now()
  const facts = await gatherFacts(deps.db, deps.providers, incidentId)
  const clockList = clocks(facts, { jurisdictions: ['EU'], sectors: [] }, now)
  const documents = [
    { kind: 'notice' as const, markdown: writeNotice(facts, now) },
    { kind: 'postmortem' as const, markdown: writePostmortem(facts, clockList) },
  ]
  await deps.db.transaction().execute(async (tx) => {
    for (const { kind, markdown } of documents) {
      await tx
        .insertInto('documents')
        .values({ incident_id: incidentId, kind, markdown, written_at: now })
        .onConflict((conflict) => conflict.columns(['incident_id', 'kind']).doUpdateSet({ markdown, written_at: now }))
        .execute()
    }
    await append(
      tx,
      now,
      documents.map(({ kind }) => entry(incidentId, 'document.written', { kind })),
    )
  })
}

/** Throws INCIDENT_NOT_READY with everything that is missing. */
export async function closeIncident(
  deps: FollowDeps,
  command: { incidentId: string; actor: string; reason?: string },
): Promise<void> {
  const { incidentId, actor, reason } = command
  const now = deps.now()
  const facts = await gatherFacts(deps.db, deps.providers, incidentId)
  const postmortem = await deps.db
    .selectFrom('documents')
    .select('kind')
    .where('incident_id', '=', incidentId)
    .where('kind', '=', 'postmortem')
    .executeTakeFirst()
  const answer = transition(facts.state, {
    type: 'close',
    openRotations: facts.rotations.filter(({ status }) => status !== 'done').map(({ secret }) => secret),
    verdict: facts.verdict !== undefined,
    postmortem: postmortem !== undefined,
    reason,
  })
  if (!answer.ok) throw incidentError('INCIDENT_NOT_READY', answer.refusals.join(' '))
  if (!answer.changed) return
  await deps.db.transaction().execute(async (tx) => {
    await tx.updateTable('incidents').set({ state: 'closed', closed_at: now }).where('id', '=', incidentId).execute()
    await append(tx, now, [entry(incidentId, 'incident.closed', reason ? { reason } : {}, actor)])
  })
  await writeDocuments(deps, incidentId)
}

function entry(incidentId: string, action: string, detail: Record<string, unknown>, actor = 'rekey'): NewEntry {
  return { actor, action, subject: incidentId, detail: { ...detail, incident: incidentId } }
}
