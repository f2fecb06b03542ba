/** From a verified request to its action. Every call leaves a line in the journal: by what it did, or by this file. */
import { formatSecretName, fromAwsName, HOUSE } from '../../secrets/name.ts'
import { batchGetSecretValue } from './actions/batch-get-secret-value.ts'
import { cancelRotateSecret } from './actions/cancel-rotate-secret.ts'
import { createSecret } from './actions/create-secret.ts'
import { deleteResourcePolicy } from './actions/delete-resource-policy.ts'
import { deleteSecret } from './actions/delete-secret.ts'
import { describeSecret } from './actions/describe-secret.ts'
import { getRandomPassword } from './actions/get-random-password.ts'
import { getResourcePolicy } from './actions/get-resource-policy.ts'
import { getSecretValue } from './actions/get-secret-value.ts'
import { listSecretVersionIds } from './actions/list-secret-version-ids.ts'
import { listSecrets } from './actions/list-secrets.ts'
import { putResourcePolicy } from './actions/put-resource-policy.ts'
import { putSecretValue } from './actions/put-secret-value.ts'
import { removeRegionsFromReplication } from './actions/remove-regions-from-replication.ts'
import { replicateSecretToRegions } from './actions/replicate-secret-to-regions.ts'
import { restoreSecret } from './actions/restore-secret.ts'
import { rotateSecret } from './actions/rotate-secret.ts'
import { stopReplicationToReplica } from './actions/stop-replication-to-replica.ts'
import { tagResource } from './actions/tag-resource.ts'
import { untagResource } from './actions/untag-resource.ts'
import { updateSecret } from './actions/update-secret.ts'
import { updateSecretVersionStage } from './actions/update-secret-version-stage.ts'
import { validateResourcePolicy } from './actions/validate-resource-policy.ts'
import { parseSecretId } from './arn.ts'
import type { ActionHandler, Call } from './call.ts'
import { requests, type ActionName } from './service-model.ts'
import { toAwsError } from './translate-error.ts'
import { readRequest, type Check } from './validate.ts'

type Handlers = { readonly [A in ActionName]: ActionHandler<A> }

const handlers: Handlers = {
  BatchGetSecretValue: batchGetSecretValue,
  CancelRotateSecret: cancelRotateSecret,
  CreateSecret: createSecret,
  DeleteResourcePolicy: deleteResourcePolicy,
  DeleteSecret: deleteSecret,
  DescribeSecret: describeSecret,
  GetRandomPassword: getRandomPassword,
  GetResourcePolicy: getResourcePolicy,
  GetSecretValue: getSecretValue,
  ListSecretVersionIds: listSecretVersionIds,
  ListSecrets: listSecrets,
  PutResourcePolicy: putResourcePolicy,
  PutSecretValue: putSecretValue,
  RemoveRegionsFromReplication: removeRegionsFromReplication,
  ReplicateSecretToRegions: replicateSecretToRegions,
  RestoreSecret: restoreSecret,
  RotateSecret: rotateSecret,
  StopReplicationToReplica: stopReplicationToReplica,
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateSecret: updateSecret,
  UpdateSecretVersionStage: updateSecretVersionStage,
  ValidateResourcePolicy: validateResourcePolicy,
}

/** These change nothing and reveal no value, so nothing else writes of them. */
const QUIET: ReadonlySet<ActionName> = new Set([
  'DescribeSecret',
  'GetRandomPassword',
  'GetResourcePolicy',
  'ListSecretVersionIds',
  'ListSecrets',
  'ValidateResourcePolicy',
] as const)

export const findAction = (name: string): ActionName | undefined =>
  Object.hasOwn(handlers, name) ? (name as ActionName) : undefined

/** Throws AwsError. */
export async function dispatch(call: Call, body: unknown): Promise<object> {
  try {
    const input = readRequest(requests[call.action] as Check<{ SecretId?: string }>, body)
    const answer = await (handlers[call.action] as (call: Call, input: unknown) => Promise<object>)(call, input)
    if (QUIET.has(call.action)) await note(call, 'aws.called', subjectOf(call, body))
    return answer
  } catch (thrown) {
    const error = toAwsError(thrown)
    if (error.type === 'InternalServiceError') {
      const { message, stack } = thrown as Error
      call.app.log.error({ err: { message, stack }, requestId: call.requestId }, 'an AWS call failed')
    }
    if (error.type === 'AccessDeniedException') await note(call, 'aws.refused', subjectOf(call, body))
    throw error
  }
}

async function note(call: Call, action: 'aws.called' | 'aws.refused', subject: string): Promise<void> {
  const { action: operation, requestId, accessKeyId, region } = call
  const detail = { operation, requestId, accessKey: accessKeyId, region, ip: call.ip }
  await call.app.journal.write({ actor: call.identity.name, action, subject, detail })
}

/** The secret that is meant, when it can be said: never what somebody wrote in place of a name. */
function subjectOf(call: Call, body: unknown): string {
  const given =
    (body as { SecretId?: unknown; Name?: unknown } | null)?.SecretId ?? (body as { Name?: unknown } | null)?.Name
  const { project, environment } = call.scope
  if (typeof given === 'string') {
    try {
      return formatSecretName(fromAwsName(call.scope, parseSecretId(given).name))
    } catch {
      return `${project}/${environment}`
    }
  }
  return project ? `${project}/${environment}` : HOUSE
}
