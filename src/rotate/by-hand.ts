/**
 * Keys that no provider file can make or revoke: a person acts, and these two steps notice it. They ask, they
 * never guess: without proof or a person's word the old key counts as alive.
 */
import { findVersion } from '../secrets/store.ts'
import { done, giveUp, openKey, type StepResult, type Work } from './work.ts'

/** A person stores the new value; this notices it. */
export async function createByHand({ rotation, deps, kind }: Work): Promise<StepResult> {
  const current = await findVersion(deps.db, rotation.secret.id, 'current')
  if (current && current.number > rotation.oldVersion) {
    return done(`Version ${current.number} was stored by hand.`, { changes: { newVersion: current.number } })
  }
  const where = kind.runbook ? ` (${kind.runbook.url})` : ''
  return giveUp(
    `Make a new key at the provider${where}, store it with "rekey secret set ${rotation.secret.fullName}", then resume.`,
  )
}

export async function revokeByHand({ rotation, kind, context, deps }: Work): Promise<StepResult> {
  const verdict = await kind.verify?.(await openKey(deps, rotation, rotation.oldVersion), context)
  if (verdict?.state === 'dead') return done('The old key was revoked by hand.')
  const told = await deps.db
    .selectFrom('journal')
    .select('seq')
    .where('subject', '=', rotation.id)
    .where('action', '=', 'rotation.resumed')
    .where('at', '>=', rotation.stepStartedAt)
    .executeTakeFirst()
  if (!verdict && told) return done('A person says that the old key is revoked; no probe can show it.')
  return giveUp('Revoke the old key at the provider by hand, then resume.')
}
