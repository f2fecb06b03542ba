/**
 * Rotations as rows. Every change is one transaction that holds the fence of its claim (or the row's lock, for
 * a person's command), moves the state machine, and appends to the journal what was done.
 */
import { newId } from '../base/id.ts'
import type { Db } from '../db/connect.ts'
import type { HandleRow, Tables } from '../db/tables.ts'
import { holdFence, type Claim } from '../jobs/claim.ts'
import { append, type NewEntry } from '../journal/append.ts'
import { findVersion, getSecretById, lockSecret, type StoredSecret } from '../secrets/store.ts'
import type { RotationRequest } from './rotation-request.ts'
import { rotationError } from './rotation-error.ts'
import {
  startRotation,
  transition,
  type RotationEvent,
  type RotationState,
  type StepName,
  type Strategy,
} from './rotation.ts'
import type { Selectable } from 'kysely'

export const ROTATION_QUEUE = { table: 'rotations', status: 'running' } as const

/** One run with its secret: what the steps work on. */
export interface Rotation {
  readonly id: string
  readonly secret: StoredSecret
  readonly incidentId: string | null
  /** The id that the new version shall have, where somebody was promised one. */
  readonly versionId: string | null
  readonly state: RotationState
  readonly oldVersion: number
  readonly newVersion: number | null
  readonly oldHandle: HandleRow | null
  readonly newHandle: HandleRow | null
  readonly sealedMaterial: Buffer | null
  readonly preparedFacts: Readonly<Record<string, string>> | null
  readonly evidence: Readonly<Record<string, unknown>> | null
  readonly stepStartedAt: Date
  readonly createdAt: Date
}

/** Columns that a step fills in beside its move. */
export interface RotationChanges {
  readonly newVersion?: number
  readonly oldHandle?: HandleRow
  readonly newHandle?: HandleRow
  readonly sealedMaterial?: Buffer | null
  readonly preparedFacts?: Readonly<Record<string, string>>
  readonly oldExpiresAt?: Date
  readonly evidence?: Readonly<Record<string, unknown>>
}

/** Throws ROTATION_OPEN when this secret has a rotation that has not ended. */
export async function createRotation(tx: Db, now: Date, input: RotationRequest): Promise<string> {
  const { secret, plan, reason, requestedBy, incidentId } = input
  await lockSecret(tx, secret.id)
  const current = await findVersion(tx, secret.id, 'current')
  if (!current) throw rotationError('ROTATION_NOTHING_TO_ROTATE', `${secret.fullName} has no current version`)
  if (await findOpenRotation(tx, secret.id)) {
    throw rotationError('ROTATION_OPEN', `a rotation of ${secret.fullName} is under way`)
  }
  const state = startRotation(plan.strategy, plan.steps)
  const id = newId('rot', now)
  await tx
    .insertInto('rotations')
    .values({
      id,
      secret_id: secret.id,
      incident_id: incidentId ?? null,
      version_id: input.versionId ?? null,
      reason,
      strategy: plan.strategy,
      steps: JSON.stringify(plan.steps),
      step: state.step,
      status: state.status,
      old_version: current.number,
      waiting_for: '[]',
      requested_by: requestedBy,
      created_at: now,
      step_started_at: now,
      run_at: now,
    })
    .execute()
  await append(tx, now, [
    {
      actor: requestedBy,
      action: 'rotation.started',
      subject: id,
      detail: {
        secret: secret.fullName,
        strategy: plan.strategy,
        reason,
        notes: plan.notes,
        ...incidentDetail(incidentId),
      },
    },
  ])
  return id
}

export async function findOpenRotation(db: Db, secretId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('rotations')
    .select('id')
    .where('secret_id', '=', secretId)
    .where('status', 'in', ['running', 'paused', 'needs-human'])
    .executeTakeFirst()
  return row?.id
}

/** Throws ROTATION_NOT_FOUND. */
export async function loadRotation(db: Db, id: string): Promise<Rotation> {
  const row = await db.selectFrom('rotations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw rotationError('ROTATION_NOT_FOUND', `there is no rotation ${id}`)
  return toRotation(row, await getSecretById(db, row.secret_id))
}

function toRotation(row: Selectable<Tables['rotations']>, secret: StoredSecret): Rotation {
  return {
    id: row.id,
    secret,
    incidentId: row.incident_id,
    versionId: row.version_id,
    state: {
      status: row.status,
      strategy: row.strategy as Strategy,
      steps: row.steps as StepName[],
      step: row.step as StepName,
      attempts: row.attempts,
      waitingFor: row.waiting_for,
      error: row.error,
      forced: row.forced_by !== null,
    },
    oldVersion: row.old_version,
    newVersion: row.new_version,
    oldHandle: row.old_handle,
    newHandle: row.new_handle,
    sealedMaterial: row.sealed_material,
    preparedFacts: row.prepared_facts,
    evidence: row.evidence,
    stepStartedAt: row.step_started_at,
    createdAt: row.created_at,
  }
}

/** Writes down that a step is about to act. Committed before its effect; a repetition leaves the first time. */
export async function beginStep(db: Db, now: Date, claim: Claim, rotation: Rotation): Promise<void> {
  const { step } = rotation.state
  await db.transaction().execute(async (tx) => {
    await holdFence(tx, ROTATION_QUEUE, claim)
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('rotation_steps')
      .values({ rotation_id: rotation.id, step, started_at: now, detail: '{}' })
      .onConflict((conflict) => conflict.columns(['rotation_id', 'step']).doNothing())
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows) return
    await append(tx, now, [entryOf(rotation, 'rotation.step-started', { step })])
  })
}

export interface StepOutcome {
  readonly event: RotationEvent
  readonly changes?: RotationChanges
  /** One sentence for the timeline. */
  readonly summary?: string
  readonly detail?: Readonly<Record<string, unknown>>
  readonly entries?: readonly NewEntry[]
  /** Runs in the same transaction: the part of a step that is ours alone. */
  readonly alongside?: (tx: Db) => Promise<RotationChanges | void>
}

/** Commits what a step answered: the move, the columns, the journal. Returns the rotation as it is now. */
export async function commitStep(
  db: Db,
  now: Date,
  claim: Claim,
  rotation: Rotation,
  outcome: StepOutcome,
): Promise<Rotation> {
  const next = transition(rotation.state, outcome.event)
  return db.transaction().execute(async (tx) => {
    await holdFence(tx, ROTATION_QUEUE, claim)
    const alongside = (await outcome.alongside?.(tx)) ?? {}
    await saveState(tx, now, rotation, next, { ...outcome.changes, ...alongside })
    await saveStepRow(tx, now, rotation, next, outcome)
    await append(tx, now, [...(outcome.entries ?? []), ...entriesOf(rotation, next, outcome)])
    return loadRotation(tx, rotation.id)
  })
}

/** Writes the state and the columns; the caller holds the row. */
export async function saveState(
  tx: Db,
  now: Date,
  rotation: Rotation,
  next: RotationState,
  changes: RotationChanges,
): Promise<void> {
  const moved = next.step !== rotation.state.step
  const ended = next.status === 'done' || next.status === 'aborted'
  await tx
    .updateTable('rotations')
    .set({
      step: next.step,
      status: next.status,
      attempts: next.attempts,
      waiting_for: JSON.stringify(next.waitingFor),
      error: next.error,
      ...(moved ? { step_started_at: now } : {}),
      ...(ended ? { finished_at: now, sealed_material: null } : {}),
      ...(changes.newVersion === undefined ? {} : { new_version: changes.newVersion }),
      ...(changes.oldHandle ? { old_handle: JSON.stringify(changes.oldHandle) } : {}),
      ...(changes.newHandle ? { new_handle: JSON.stringify(changes.newHandle) } : {}),
      ...(changes.sealedMaterial === undefined ? {} : { sealed_material: changes.sealedMaterial }),
      ...(changes.preparedFacts ? { prepared_facts: JSON.stringify(changes.preparedFacts) } : {}),
      ...(changes.oldExpiresAt ? { old_expires_at: changes.oldExpiresAt } : {}),
      ...(changes.evidence ? { evidence: JSON.stringify({ ...rotation.evidence, ...changes.evidence }) } : {}),
    })
    .where('id', '=', rotation.id)
    .execute()
}

async function saveStepRow(
  tx: Db,
  now: Date,
  rotation: Rotation,
  next: RotationState,
  outcome: StepOutcome,
): Promise<void> {
  const steps = tx.updateTable('rotation_steps').where('rotation_id', '=', rotation.id)
  if (outcome.event.type === 'step-done') {
    const detail = JSON.stringify({ ...outcome.detail, summary: outcome.summary })
    await steps.set({ finished_at: now, outcome: 'done', detail }).where('step', '=', rotation.state.step).execute()
  }
  // Back from soak to confirm: the way forward is walked again, and timed again.
  if (outcome.event.type === 'old-key-wanted' && next.step === 'confirm') {
    await tx
      .deleteFrom('rotation_steps')
      .where('rotation_id', '=', rotation.id)
      .where('step', 'in', ['confirm', 'soak'])
      .execute()
  }
}

function entriesOf(rotation: Rotation, next: RotationState, outcome: StepOutcome): NewEntry[] {
  const { event, summary } = outcome
  const { step } = rotation.state
  const entries: NewEntry[] = []
  if (event.type === 'step-done') {
    entries.push(
      entryOf(rotation, 'rotation.step-done', {
        step,
        secret: rotation.secret.fullName,
        ...(summary ? { summary } : {}),
      }),
    )
  }
  if (
    (event.type === 'waiting' || event.type === 'old-key-wanted') &&
    isNewReason(rotation.state.waitingFor, event.reasons)
  ) {
    entries.push(
      entryOf(rotation, 'rotation.waiting', { step, secret: rotation.secret.fullName, waitingFor: event.reasons }),
    )
  }
  if (event.type === 'step-failed')
    entries.push(entryOf(rotation, 'rotation.step-failed', { step, message: event.message }))
  if (next.status === 'needs-human') {
    entries.push(
      entryOf(rotation, 'rotation.needs-human', { step, secret: rotation.secret.fullName, error: next.error }),
    )
  }
  if (next.status === 'done') entries.push(entryOf(rotation, 'rotation.done', { secret: rotation.secret.fullName }))
  return entries
}

/** Sentences differ in their seconds at every look; the journal wants a line only when the reason is another one. */
function isNewReason(before: readonly string[], now: readonly string[]): boolean {
  const shape = (reasons: readonly string[]): string =>
    reasons.map((reason) => reason.replace(/[\d.:]+\s?\w*/g, '#')).join('|')
  return shape(before) !== shape(now)
}

export function entryOf(
  rotation: Rotation,
  action: string,
  detail: Record<string, unknown>,
  actor = 'rekey',
): NewEntry {
  return { actor, action, subject: rotation.id, detail: { ...detail, ...incidentDetail(rotation.incidentId) } }
}

function incidentDetail(incidentId: string | null | undefined): { incident?: string } {
  return incidentId ? { incident: incidentId } : {}
}
