/** DeleteSecret: gone after a window of 7 to 30 days, or at once when it is forced. */
import { deleteSecret as deleteStored, purgeSecret } from '../../../secrets/secret-life.ts'
import { secretArn } from '../arn.ts'
import { AwsError, invalidParameter, invalidRequest } from '../aws-error.ts'
import { toEpoch, type ActionHandler } from '../call.ts'
import { resolveSecret, type AwsSecret } from '../find-secret.ts'
import { dropSchedule } from '../rotation/plan-next.ts'

const DAY_MS = 24 * 3_600_000
const DEFAULT_DAYS = 30

export const deleteSecret: ActionHandler<'DeleteSecret'> = async (call, input) => {
  const { RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: isForced = false } = input
  if (days !== undefined && (days < 7 || days > 30)) {
    throw invalidParameter('The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).')
  }
  if (days !== undefined && isForced) {
    throw invalidParameter("You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.")
  }
  const found = await resolveSecret(call, input.SecretId, 'write', { withDeleted: true }).catch((error: unknown) => {
    // Deleting by force what is not there succeeds, so that it may be asked for twice.
    const isAbsent = error instanceof AwsError && error.type === 'ResourceNotFoundException'
    if (isForced && isAbsent) return undefined
    throw error
  })
  if (!found)
    return { ARN: secretArn(call, input.SecretId, 'xxxxxx'), Name: input.SecretId, DeletionDate: toEpoch(call.now) }
  refuseReplicated(found, input.SecretId)
  if (found.secret.deletedAt && !isForced) {
    throw invalidRequest("You tried to perform the operation on a secret that's currently marked deleted.")
  }
  const purgeAt = new Date(call.now.getTime() + (days ?? DEFAULT_DAYS) * DAY_MS)
  const actor = call.identity.name
  await call.app.db.transaction().execute(async (tx) => {
    if (isForced) await purgeSecret(tx, call.now, found.secret, actor)
    else await deleteStored(tx, call.now, found.secret, { purgeAt, actor })
    await dropSchedule(tx, found.secret.id)
  })
  call.app.feed.poke()
  return { ARN: found.arn, Name: found.name, DeletionDate: toEpoch(isForced ? call.now : purgeAt) }
}

function refuseReplicated({ facts }: AwsSecret, secretId: string): void {
  const regions = (facts.replicas ?? []).map(({ region }) => region)
  if (regions.length)
    throw invalidParameter(`You can't delete secret ${secretId} that still has replica regions [${regions.join(',')}]`)
}
