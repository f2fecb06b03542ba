/** CreateSecret: a new name, with its first version when a value is given. Sent again it changes nothing. */
import { isRekeyError } from '../../../base/errors.ts'
import type { Db } from '../../../db/connect.ts'
import { createSecret as createStored } from '../../../secrets/secret-life.ts'
import { findSecret, listVersions } from '../../../secrets/store.ts'
import { AwsError, invalidRequest } from '../aws-error.ts'
import type { ActionHandler, Call } from '../call.ts'
import { replicationStatus } from '../describe.ts'
import type { AwsFacts } from '../facts.ts'
import { authorise, viewSecret, type AwsSecret } from '../find-secret.ts'
import { addReplicas } from '../replicas.ts'
import type { RequestOf } from '../service-model.ts'
import { readTags } from '../tags.ts'
import { hasValue, requireOneValue, requireToken, storeVersion } from '../versions.ts'
import { requireDirectWrite } from '../direct-write.ts'

type Input = RequestOf<'CreateSecret'>

export const createSecret: ActionHandler<'CreateSecret'> = async (call, input) => {
  if (hasValue(input)) requireOneValue(input)
  const token = requireToken(input.ClientRequestToken)
  const name = authorise(call, input.Name, 'write')
  const { app, now, identity } = call
  const made = await app.db.transaction().execute(async (tx) => {
    const before = await findSecret(tx, name, { withDeleted: true })
    if (before) return repeat(call, tx, viewSecret(call, before), { ...input, token })
    const { tags, keys } = readTags(input.Tags ?? [])
    const facts: AwsFacts = {
      region: call.region,
      ...(input.KmsKeyId && { kmsKeyId: input.KmsKeyId }),
      ...(input.Type && { type: input.Type }),
      ...(keys.length && { tagKeys: keys }),
    }
    const aws = addReplicas(call, facts, input.AddReplicaRegions ?? [])
    const secret = await createStored(tx, now, {
      name,
      description: input.Description ?? '',
      tags,
      aws: { ...aws },
      actor: identity.name,
    }).catch((error: unknown) => {
      throw isRekeyError(error, 'SECRET_EXISTS') ? exists(input.Name) : error
    })
    const view = viewSecret(call, secret)
    if (!hasValue(input)) return answer(view, undefined)
    await requireDirectWrite(call, tx, secret.fullName)
    const version = await storeVersion(call, tx, view, { ...input, token, labels: ['current'] })
    return answer(view, version.externalId)
  })
  app.feed.poke()
  return made
}

/** The same request again, whose answer was lost, is no error; any other one for a name that is taken is. */
async function repeat(call: Call, tx: Db, view: AwsSecret, input: Input & { token: string }): Promise<object> {
  if (view.secret.deletedAt) {
    throw invalidRequest(
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    )
  }
  const versions = await listVersions(tx, view.secret.id, call.now)
  const isSame = hasValue(input) && versions.some(({ externalId }) => externalId === input.token)
  if (!isSame) throw exists(input.Name)
  const version = await storeVersion(call, tx, view, { ...input, labels: [] })
  return answer(view, version.externalId)
}

const exists = (name: string): AwsError =>
  new AwsError('ResourceExistsException', `The operation failed because the secret ${name} already exists.`)

function answer({ arn, name, facts }: AwsSecret, versionId: string | undefined): object {
  return { ARN: arn, Name: name, VersionId: versionId, ReplicationStatus: replicationStatus(facts) }
}
