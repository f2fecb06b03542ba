/** PutSecretValue: a new version under the labels that are named; AWSCURRENT unless others are. */
import { findVersion } from '../../../secrets/store.ts'
import type { ActionHandler } from '../call.ts'
import { resolveSecret } from '../find-secret.ts'
import { inOrderOf, labelsOf, requireOneValue, requireToken, storeVersion } from '../versions.ts'
import { requireDirectWrite } from '../direct-write.ts'

export const putSecretValue: ActionHandler<'PutSecretValue'> = async (call, input) => {
  requireOneValue(input)
  const token = requireToken(input.ClientRequestToken)
  const found = await resolveSecret(call, input.SecretId, 'write')
  const stored = await call.app.db.transaction().execute(async (tx) => {
    await requireDirectWrite(call, tx, found.secret.fullName)
    const labels = labelsOf(input.VersionStages ?? ['AWSCURRENT'])
    // A first version is current whatever it is called besides: there is nothing else to read.
    const hasCurrent = labels.includes('current') || (await findVersion(tx, found.secret.id, 'current'))
    return storeVersion(call, tx, found, { ...input, token, labels: hasCurrent ? labels : ['current', ...labels] })
  })
  call.app.feed.poke()
  return {
    ARN: found.arn,
    Name: found.name,
    VersionId: stored.externalId,
    VersionStages: inOrderOf(input.VersionStages ?? [], stored.labels),
  }
}
