/**
 * CancelRotateSecret: no more rotations by the clock, and the one under way is given up. As on AWS its version keeps
 * AWSPENDING; the next RotateSecret takes it up again.
 */
import { append } from '../../../journal/append.ts'
import { findVersion, listVersions } from '../../../secrets/store.ts'
import { invalidRequest } from '../aws-error.ts'
import type { ActionHandler } from '../call.ts'
import { changeFacts } from '../facts.ts'
import { resolveSecret } from '../find-secret.ts'
import { dropSchedule } from '../rotation/plan-next.ts'

export const cancelRotateSecret: ActionHandler<'CancelRotateSecret'> = async (call, input) => {
  const found = await resolveSecret(call, input.SecretId, 'rotate')
  const { secret, facts } = found
  if (!facts.rotation) {
    throw invalidRequest(
      "You tried to cancel rotation on a secret that doesn't have rotation configured. Configure it with RotateSecret first.",
    )
  }
  const actor = call.identity.name
  const pendingId = await call.app.db.transaction().execute(async (tx) => {
    await changeFacts(tx, call.now, {
      secret,
      actor,
      change: ({ rotation, ...rest }) => ({ ...rest, rotation: { ...rotation, enabled: false } }),
    })
    await dropSchedule(tx, secret.id)
    const stopped = await tx
      .updateTable('function_rotations')
      .set((eb) => ({ status: 'cancelled', finished_at: call.now, fence: eb('fence', '+', 1) }))
      .where('secret_id', '=', secret.id)
      .where('status', '=', 'running')
      .returning('token')
      .execute()
    const detail = { stopped: stopped.map(({ token }) => token) }
    await append(tx, call.now, [{ actor, action: 'function-rotation.cancelled', subject: secret.fullName, detail }])
    const pending = await findVersion(tx, secret.id, 'pending')
    const versions = pending ? await listVersions(tx, secret.id, call.now) : []
    return versions.find(({ number }) => number === pending?.number)?.externalId
  })
  call.app.feed.poke()
  return { ARN: found.arn, Name: found.name, VersionId: pendingId }
}
