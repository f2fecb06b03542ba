/** RestoreSecret: takes a deletion back while its window is open. */
import { restoreSecret as restoreStored } from '../../../secrets/secret-life.ts'
import type { ActionHandler } from '../call.ts'
import { resolveSecret } from '../find-secret.ts'
import { planNext } from '../rotation/plan-next.ts'

export const restoreSecret: ActionHandler<'RestoreSecret'> = async (call, input) => {
  const found = await resolveSecret(call, input.SecretId, 'write', { withDeleted: true })
  // AWS answers alike when there is nothing to restore.
  if (found.secret.deletedAt) {
    await call.app.db.transaction().execute(async (tx) => {
      const secret = await restoreStored(tx, call.now, found.secret, call.identity.name)
      await planNext(tx, secret)
    })
    call.app.feed.poke()
  }
  return { ARN: found.arn, Name: found.name }
}
