/** UpdateSecretVersionStage: one staging label from a version to another; AWSPREVIOUS follows AWSCURRENT. */
import { fromAwsLabel } from '../../../secrets/labels.ts'
import { moveLabel } from '../../../secrets/stages.ts'
import { lockSecret } from '../../../secrets/store.ts'
import { invalidParameter } from '../aws-error.ts'
import type { ActionHandler } from '../call.ts'
import { requireDirectWrite } from '../direct-write.ts'
import { resolveSecret } from '../find-secret.ts'
import { liveVersions } from '../versions.ts'

export const updateSecretVersionStage: ActionHandler<'UpdateSecretVersionStage'> = async (call, input) => {
  const { VersionStage: stage, MoveToVersionId: toId, RemoveFromVersionId: fromId } = input
  const found = await resolveSecret(call, input.SecretId, 'write')
  const { secret } = found
  const label = fromAwsLabel(stage)
  if (toId === undefined && fromId === undefined) {
    throw invalidParameter('You must provide MoveToVersionId, RemoveFromVersionId, or both.')
  }
  await call.app.db.transaction().execute(async (tx) => {
    if (label === 'current') await requireDirectWrite(call, tx, secret.fullName)
    await lockSecret(tx, secret.id)
    const versions = await liveVersions(call, tx, secret.id)
    const numberOf = (id: string): number => {
      const version = versions.find(({ externalId }) => externalId === id)
      if (!version) throw invalidParameter(`Not a valid version: ${id}`)
      return version.number
    }
    const holder = versions.find(({ labels }) => labels.includes(label))
    const to = toId === undefined ? undefined : numberOf(toId)
    const from = fromId === undefined ? undefined : numberOf(fromId)
    if (holder && from === undefined && holder.number !== to) {
      throw invalidParameter(
        `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.externalId}, so you must explicitly reference that version in RemoveFromVersionId.`,
      )
    }
    if (from !== undefined && holder?.number !== from) {
      throw invalidParameter(
        `The parameter RemoveFromVersionId is incorrect. Staging label ${stage} is not attached to version ${fromId}.`,
      )
    }
    if (label === 'current' && to === undefined) {
      throw invalidParameter(
        "You can't remove the staging label AWSCURRENT from a version without moving it to another one: provide MoveToVersionId.",
      )
    }
    const isEmpty = versions.some(({ number, hasValue }) => number === to && !hasValue)
    if (label === 'current' && isEmpty) throw invalidParameter(`Version ${toId} has no value yet.`)
    await moveLabel(tx, call.now, { secret, label, to, from: holder?.number, actor: call.identity.name })
  })
  call.app.feed.poke()
  return { ARN: found.arn, Name: found.name }
}
