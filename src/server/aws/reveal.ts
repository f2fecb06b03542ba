/** Opens a version for a client of AWS's interface, notes who reads, and answers in AWS's words what is not there. */
import { isRekeyError } from '../../base/errors.ts'
import { lockHead } from '../../journal/append.ts'
import { fromAwsLabel } from '../../secrets/labels.ts'
import { findSecret, listVersions, type StoredSecret, type Which } from '../../secrets/store.ts'
import { parseSecretId, suffixOf } from './arn.ts'
import { AwsError, invalidRequest, markedForDeletion, secretNotFound } from './aws-error.ts'
import { toEpoch, type Call } from './call.ts'
import { authorise, requireResourcePolicy, viewSecret } from './find-secret.ts'
import type { RequestOf } from './service-model.ts'
import { stagesOf } from './versions.ts'

/** A value that is not there, or not any more. */
const ABSENT = new Set(['SECRET_NOT_FOUND', 'VERSION_EMPTY', 'VERSION_DELETED', 'VERSION_DESTROYED'])

/** A refusal may rest on what this node remembers: it is said only when nothing has changed since. */
export async function revealVersion(call: Call, input: RequestOf<'GetSecretValue'>): Promise<object> {
  const { memory, db } = call.app
  const { count } = memory
  try {
    return await attempt(call, input)
  } catch (error) {
    await db.transaction().execute(async (tx) => memory.catchUp(tx, (await lockHead(tx)).changedSeq))
    if (memory.count === count) throw error
    return attempt(call, input)
  }
}

async function attempt(call: Call, input: RequestOf<'GetSecretValue'>): Promise<object> {
  const { SecretId: secretId, VersionId: versionId, VersionStage: stage } = input
  const name = authorise(call, secretId, 'read')
  const { suffix } = parseSecretId(secretId)
  const which: Which = versionId === undefined ? fromAwsLabel(stage ?? 'AWSCURRENT') : { externalId: versionId }
  let found: StoredSecret | undefined
  const admit = async (secret: StoredSecret): Promise<void> => {
    // Asked again: something changed meanwhile, and the policies may be what did.
    if (found) authorise({ ...call, identity: await call.refresh() }, secretId, 'read')
    if (suffix !== undefined && suffix !== suffixOf(secret.id)) throw secretNotFound()
    requireResourcePolicy(call, viewSecret(call, secret), secretId)
    found = secret
  }
  if (versionId !== undefined && stage !== undefined) {
    const secret = await findSecret(call.app.db, name)
    if (secret) {
      await admit(secret)
      await requireLabel(call, secret, versionId, stage)
      found = undefined
    }
  }
  try {
    const { secret, version } = await call.app.reads.open({
      name,
      which,
      actor: call.identity.name,
      detail: { consumer: call.identity.name, through: 'aws', requestId: call.requestId, accessKey: call.accessKeyId },
      authorise: admit,
    })
    const { arn, name: awsName } = viewSecret(call, secret)
    call.notes.note({
      secretId: secret.id,
      secretName: secret.fullName,
      identityId: call.identity.id,
      consumer: call.identity.name,
      host: call.ip,
      process: programOf(call.userAgent),
      version: version.number,
    })
    await call.versionReads.note(version.id)
    const value = version.value.reveal()
    return {
      ARN: arn,
      Name: awsName,
      VersionId: version.externalId,
      ...(version.content === 'binary' ? { SecretBinary: value } : { SecretString: value }),
      VersionStages: stagesOf(version.labels),
      CreatedDate: toEpoch(version.createdAt),
    }
  } catch (error) {
    if (isRekeyError(error, 'SECRET_DELETED')) throw markedForDeletion()
    if (!isRekeyError(error) || !ABSENT.has(error.code)) throw error
    // The store tells a missing version and a missing secret alike.
    const secret = found ?? (await findSecret(call.app.db, name, { withDeleted: true }))
    if (!secret) throw secretNotFound()
    if (!found) await admit(secret)
    if (secret.deletedAt) throw markedForDeletion()
    const missing = versionId === undefined ? `staging label: ${stage ?? 'AWSCURRENT'}` : `VersionId: ${versionId}`
    throw new AwsError(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for ${missing}`,
    )
  }
}

async function requireLabel(call: Call, secret: StoredSecret, versionId: string, stage: string): Promise<void> {
  const versions = await listVersions(call.app.db, secret.id, call.now)
  const version = versions.find(({ externalId }) => externalId === versionId)
  if (version && !version.labels.includes(fromAwsLabel(stage)))
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.')
}

/** `Boto3/1.44.5 md/…` is a program in some version: the first word says which. */
function programOf(userAgent: string): string {
  return (userAgent.split(/\s/)[0] ?? '').slice(0, 120)
}
