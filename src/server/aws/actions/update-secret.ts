/** UpdateSecret: description, key and type in place; a value makes a new current version. */
import { updateSecret as updateStored } from '../../../secrets/secret-life.ts'
import type { ActionHandler } from '../call.ts'
import { changeFacts } from '../facts.ts'
import { resolveSecret } from '../find-secret.ts'
import { hasValue, requireOneValue, requireToken, storeVersion } from '../versions.ts'
import { requireDirectWrite } from '../direct-write.ts'

export const updateSecret: ActionHandler<'UpdateSecret'> = async (call, input) => {
  const { Description: description, KmsKeyId: kmsKeyId, Type: type } = input
  const isNewValue = hasValue(input)
  if (isNewValue) requireOneValue(input)
  const token = isNewValue ? requireToken(input.ClientRequestToken) : undefined
  const found = await resolveSecret(call, input.SecretId, 'write')
  const actor = call.identity.name
  const versionId = await call.app.db.transaction().execute(async (tx) => {
    let { secret } = found
    if (description !== undefined) secret = await updateStored(tx, call.now, secret, { description, actor })
    if (kmsKeyId !== undefined || type !== undefined) {
      secret = await changeFacts(tx, call.now, {
        secret,
        actor,
        change: (facts) => ({
          ...facts,
          ...(kmsKeyId !== undefined && { kmsKeyId }),
          ...(type !== undefined && { type }),
        }),
      })
    }
    if (token === undefined) return undefined
    await requireDirectWrite(call, tx, secret.fullName)
    return (await storeVersion(call, tx, { ...found, secret }, { ...input, token, labels: ['current'] })).externalId
  })
  call.app.feed.poke()
  return { ARN: found.arn, Name: found.name, VersionId: versionId }
}
