/**
 * From a push to an incident: scan what was pushed, triage each leak, and in one transaction open the
 * incident, record its leaks and tasks, and start the rotations of our own secrets.
 */
import { describeError } from '../base/errors.ts'
import { newId } from '../base/id.ts'
import type { Db } from '../db/connect.ts'
import { holdFence, type Claim } from '../jobs/claim.ts'
import { append, type NewEntry } from '../journal/append.ts'
import { kindLabel } from '../providers/provider.ts'
import { planRotation } from '../rotate/plan.ts'
import { findKind, type StepDeps } from '../rotate/context.ts'
import { createRotation, findOpenRotation } from '../rotate/store.ts'
import { findControls } from '../scan/repository-controls.ts'
import { scanPush } from '../scan/scan.ts'
import type { Finding } from '../scan/finding.ts'
import { traceIgnoredFiles } from '../scan/tracked-before-ignore.ts'
import { lockSecret } from '../secrets/store.ts'
import { findRepository } from '../sources/repository.ts'
import { channelName } from './channel.ts'
import { checklist } from './checklist.ts'
import { worstLeak } from './severity.ts'
import { triage, type TriagedLeak } from './triage.ts'
import { sentenceList } from './wording.ts'

export const PUSH_QUEUE = { table: 'pushes', status: 'queued' } as const

export interface IncidentDeps extends StepDeps {
  readonly autoRotate: boolean
  readonly changed: () => void
  readonly faultPoint: (name: string) => void
}

const MAX_ATTEMPTS = 5
const RETRY_MS = 2_000

/** Works off one push. A repetition after a crash opens no second incident: the push is its key. */
export async function receivePush(deps: IncidentDeps, claim: Claim, signal: AbortSignal): Promise<{ dueInMs: number }> {
  const push = await loadPush(deps.db, claim.id)
  try {
    deps.faultPoint('scan:before')
    const report = await scanPush({
      gitDir: findRepository(push.path)?.gitDir ?? push.path,
      before: push.before_commit,
      after: push.after_commit,
      leakKey: deps.keyring.leakKey,
      signal,
    })
    const exposure = push.visibility === 'public' ? 'public' : 'private'
    const findings = onePerLeak(report.findings)
    const [triaged, tracked] = await Promise.all([
      Promise.all(findings.map((finding) => triage(deps, finding, exposure))),
      traceIgnoredFiles({ gitDir: push.path, prefix: '' }, { findings, tip: push.after_commit }, signal),
    ])
    // What looks harmless is passed over, unless it is one of our own secrets: then the content is the proof.
    const leaks = triaged.filter(({ finding, own }) => own || finding.confidence !== 'low')
    deps.faultPoint('scan:after')
    await openIncident(deps, claim, push, { leaks, tracked, complete: report.complete })
    deps.changed()
    deps.faultPoint('scan:committed')
  } catch (error) {
    if (signal.aborted) return { dueInMs: 0 }
    await recordFailure(deps, claim, push.attempts, describeError(error))
  }
  return { dueInMs: RETRY_MS }
}

interface Push {
  readonly id: string
  readonly repository_id: string
  readonly name: string
  readonly path: string
  readonly visibility: 'public' | 'private'
  readonly before_commit: string
  readonly after_commit: string
  readonly received_at: Date
  readonly attempts: number
}

async function loadPush(db: Db, id: string): Promise<Push> {
  return db
    .selectFrom('pushes')
    .innerJoin('repositories', 'repositories.id', 'pushes.repository_id')
    .select([
      'pushes.id',
      'repository_id',
      'name',
      'path',
      'visibility',
      'before_commit',
      'after_commit',
      'received_at',
      'attempts',
    ])
    .where('pushes.id', '=', id)
    .executeTakeFirstOrThrow()
}

/** A push may hold a key in many places; people act on the key. Its first place stands for it. */
function onePerLeak(findings: readonly Finding[]): Finding[] {
  const byLeak = new Map<string, Finding>()
  for (const finding of findings) {
    if (!byLeak.has(finding.leakId)) byLeak.set(finding.leakId, finding)
  }
  return [...byLeak.values()]
}

interface Found {
  readonly leaks: readonly TriagedLeak[]
  /** By leak id: whether the file was tracked before an ignore file named it. */
  readonly tracked: ReadonlyMap<string, boolean>
  readonly complete: boolean
}

async function openIncident(
  deps: IncidentDeps,
  claim: Claim,
  push: Push,
  { leaks, tracked, complete }: Found,
): Promise<void> {
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (tx) => {
    await holdFence(tx, PUSH_QUEUE, claim)
    await lockOwnSecrets(tx, leaks)
    const result = JSON.stringify({ leaks: leaks.length, complete })
    await tx.updateTable('pushes').set({ status: 'scanned', result, error: null }).where('id', '=', push.id).execute()
    const worst = worstLeak(leaks)
    if (!worst) {
      await append(tx, now, [{ actor: 'rekey', action: 'push.clean', subject: push.id, detail: { complete } }])
      return
    }
    const id = newId('inc', now)
    const channel = channelName(push.received_at, worst.finding.provider)
    const names = sentenceList([...new Set(leaks.map(({ provider, finding }) => provider?.name ?? finding.provider))])
    await tx
      .insertInto('incidents')
      .values({
        id,
        title: `${names} ${leaks.length === 1 ? 'key' : 'keys'} in ${push.name}`,
        state: 'triage',
        severity: worst.severity.level,
        score: worst.severity.score,
        facts: JSON.stringify(worst.severity.facts),
        channel,
        repository_id: push.repository_id,
        push_id: push.id,
        leaked_at: push.received_at,
        detected_at: now,
        opened_at: now,
        verdict: null,
        controls: JSON.stringify(findControls(push.path)),
        settings: '{}',
      })
      .execute()
    await append(tx, now, [
      {
        actor: 'rekey',
        action: 'incident.opened',
        subject: id,
        detail: { incident: id, severity: worst.severity.level, score: worst.severity.score, channel, push: push.id },
      },
    ])
    for (const leak of leaks) await recordLeak(tx, now, id, { ...leak, tracked: tracked.get(leak.finding.leakId) })
    await addTasks(tx, now, id)
    for (const leak of leaks) await startContaining(deps, tx, now, id, leak)
  })
}

/** Rotations, then secrets, the journal last: the order in which everybody locks, so that nobody waits in a circle. */
async function lockOwnSecrets(tx: Db, leaks: readonly TriagedLeak[]): Promise<void> {
  const ids = [...new Set(leaks.flatMap(({ own }) => own?.secret.id ?? []))].toSorted()
  if (!ids.length) return
  await tx.selectFrom('rotations').select('id').where('secret_id', 'in', ids).orderBy('id').forUpdate().execute()
  for (const id of ids) await lockSecret(tx, id)
}

async function recordLeak(
  tx: Db,
  now: Date,
  incidentId: string,
  leak: TriagedLeak & { readonly tracked: boolean | undefined },
): Promise<void> {
  const { finding, own, verdict, inspection, provider } = leak
  await tx
    .insertInto('leaks')
    .values({
      id: newId('lek', now),
      incident_id: incidentId,
      leak_id: finding.leakId,
      provider: finding.provider,
      kind: finding.kind,
      rule: finding.rule,
      secret_id: own?.secret.id ?? null,
      version: own?.version ?? null,
      file: finding.file,
      line: finding.startLine,
      commit_id: finding.commit ?? null,
      author: finding.author ?? null,
      committed_at: finding.date ?? null,
      in_head: finding.inHead ?? null,
      tracked_before_ignore: leak.tracked ?? null,
      masked: finding.masked,
      verdict: JSON.stringify(verdict),
      inspection: inspection ? JSON.stringify(inspection) : null,
    })
    .execute()
  const entry: NewEntry = {
    actor: 'rekey',
    action: 'leak.recorded',
    subject: finding.leakId,
    detail: {
      incident: incidentId,
      provider: finding.provider,
      providerName: provider?.name ?? finding.provider,
      kind: finding.kind,
      label: kindLabel(provider, finding.kind),
      masked: finding.masked,
      file: finding.file,
      verdict,
      ...(own ? { secret: own.secret.fullName, version: own.version } : {}),
    },
  }
  await append(tx, now, [entry])
}

async function addTasks(tx: Db, now: Date, incidentId: string): Promise<void> {
  const rows = checklist(now).map(({ name, text, dueAt }) => ({
    id: newId('tsk', now),
    incident_id: incidentId,
    name,
    text,
    due_at: dueAt ?? null,
  }))
  await tx.insertInto('tasks').values(rows).execute()
}

/** Only the version that leaked and is still in use needs a rotation; an old one is dead or dying already. */
async function startContaining(
  deps: IncidentDeps,
  tx: Db,
  now: Date,
  incidentId: string,
  leak: TriagedLeak,
): Promise<void> {
  const { own } = leak
  if (!deps.autoRotate || !own?.isCurrent) return
  const { secret } = own
  await tx.updateTable('incidents').set({ state: 'containing' }).where('id', '=', incidentId).execute()
  const open = await findOpenRotation(tx, secret.id)
  if (open) {
    // One that another incident started stays that incident's; it contains this one as well.
    const adopt = tx.updateTable('rotations').set({ incident_id: incidentId }).where('id', '=', open)
    await adopt.where('incident_id', 'is', null).execute()
    return
  }
  const plan = planRotation(findKind(deps.providers, secret), {
    leaked: true,
    hasAdmin: Boolean(secret.rotation?.admin),
  })
  await createRotation(tx, now, {
    secret,
    plan,
    reason: `leaked in ${leak.finding.file}`,
    requestedBy: 'rekey',
    incidentId,
  })
}

async function recordFailure(deps: IncidentDeps, claim: Claim, attempts: number, message: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    await holdFence(tx, PUSH_QUEUE, claim)
    const failed = attempts + 1 >= MAX_ATTEMPTS
    await tx
      .updateTable('pushes')
      .set({ attempts: attempts + 1, error: message, ...(failed ? { status: 'failed' as const } : {}) })
      .where('id', '=', claim.id)
      .execute()
    // A push that could not be scanned is not a clean push: it must be seen.
    await append(tx, deps.clock.now(), [
      {
        actor: 'rekey',
        action: failed ? 'push.scan-failed' : 'push.scan-delayed',
        subject: claim.id,
        detail: { error: message },
      },
    ])
  })
}
