/** What people may tell a rotation: pause, resume, abort, force. Journalled with who and why. */
import type { Db } from '../db/connect.ts'
import { append } from '../journal/append.ts'
import { dropPending } from '../secrets/stages.ts'
import { transition } from './rotation.ts'
import { entryOf, loadRotation, saveState, type Rotation } from './store.ts'

export type RotationCommand = 'pause' | 'resume' | 'abort' | 'force'

/**
 * A person's command. Raises the fence, so that a step in flight commits nothing over it. The lease of such a
 * step is left to run out: nobody acts at the provider beside it. When none is in flight the worker looks at once.
 */
export async function commandRotation(
  db: Db,
  now: Date,
  command: {
    id: string
    event: { type: RotationCommand }
    actor: string
    reason: string
  },
): Promise<Rotation> {
  const { id, event, actor, reason } = command
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('rotations').select('id').where('id', '=', id).forUpdate().execute()
    const rotation = await loadRotation(tx, id)
    const next = transition(rotation.state, event)
    await saveState(tx, now, rotation, next, {})
    // Nobody holds the candidate; left pending it would stand in the way of the next value.
    if (event.type === 'abort') await dropPending(tx, rotation.secret.id)
    await tx
      .updateTable('rotations')
      .set((eb) => ({
        fence: eb('fence', '+', 1),
        run_at: now,
        ...(event.type === 'force' ? { forced_by: actor } : {}),
      }))
      .where('id', '=', id)
      .execute()
    if (event.type === 'force') {
      const detail = JSON.stringify({ summary: `Forced by ${actor}: ${reason}` })
      await tx
        .updateTable('rotation_steps')
        .set({ finished_at: now, outcome: 'forced', detail })
        .where('rotation_id', '=', id)
        .where('step', '=', rotation.state.step)
        .execute()
    }
    const verb = { pause: 'paused', resume: 'resumed', abort: 'aborted', force: 'forced' }[event.type]
    const breaks = event.type === 'force' ? { accepted: rotation.state.waitingFor } : {}
    await append(tx, now, [
      entryOf(
        rotation,
        `rotation.${verb}`,
        { secret: rotation.secret.fullName, step: rotation.state.step, reason, ...breaks },
        actor,
      ),
    ])
    return loadRotation(tx, id)
  })
}
