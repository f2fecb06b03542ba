/** A rotation as the dashboard and the CLI show it. */
import type { Static } from '@sinclair/typebox'
import type { Db } from '../../db/connect.ts'
import { PHASE_OF, type StepName } from '../../rotate/rotation.ts'
import { getSecretById } from '../../secrets/store.ts'
import type { RotationStepView, RotationView } from './schemas.ts'

export type RotationBody = Static<typeof RotationView>
type StepBody = Static<typeof RotationStepView>

interface StepDetail {
  readonly summary?: string
  readonly probes?: number
  readonly refusedAt?: string
}

export async function viewRotation(db: Db, id: string): Promise<RotationBody> {
  const row = await db.selectFrom('rotations').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const secret = await getSecretById(db, row.secret_id)
  const ran = await db.selectFrom('rotation_steps').selectAll().where('rotation_id', '=', id).execute()
  const steps = row.steps as StepName[]
  const at = row.status === 'done' ? steps.length : steps.indexOf(row.step as StepName)
  const detailOf = (step: StepName): StepDetail => ran.find((one) => one.step === step)?.detail ?? {}
  const dead = detailOf('verify-old-dead')
  return {
    id,
    secret: secret.fullName,
    provider: secret.provider ?? 'unknown',
    strategy: row.strategy,
    status: row.status,
    phase: PHASE_OF[row.step as StepName],
    step: row.step,
    steps: steps.map((step, i): StepBody => {
      const one = ran.find((candidate) => candidate.step === step)
      return {
        step,
        phase: PHASE_OF[step],
        state: i < at ? 'done' : i === at ? 'active' : 'todo',
        startedAt: one?.started_at.toISOString() ?? null,
        finishedAt: one?.finished_at?.toISOString() ?? null,
        summary: detailOf(step).summary ?? null,
      }
    }),
    oldVersion: row.old_version,
    newVersion: row.new_version,
    waitingFor: row.waiting_for,
    error: row.error,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    refusedProbes: dead.probes ?? 0,
    refusedAt: dead.refusedAt ?? null,
    newWorks: at > steps.indexOf('verify-new') && steps.includes('verify-new'),
    oldRefused: dead.refusedAt !== undefined,
    oldExpiresAt: row.old_expires_at?.toISOString() ?? null,
  }
}
