/**
 * From a SecretId to a secret that this caller may use. The policies decide on the name before anything is looked
 * up, so who may not see a name cannot learn whether it exists; an ARN of another account is none of ours.
 */
import { isRekeyError } from '../../base/errors.ts'
import type { Action } from '../../db/tables.ts'
import { decide } from '../../secrets/access.ts'
import { formatSecretName, fromAwsName, toAwsName, type SecretName } from '../../secrets/name.ts'
import { findSecret, type StoredSecret } from '../../secrets/store.ts'
import { invalidName, parseSecretId, secretArn, suffixOf, userArn } from './arn.ts'
import { AwsError, invalidParameter, markedForDeletion, secretNotFound } from './aws-error.ts'
import type { Call } from './call.ts'
import { factsOf, type AwsFacts } from './facts.ts'
import { denyingStatement } from './policy/evaluate.ts'

export interface AwsSecret {
  readonly secret: StoredSecret
  readonly name: string
  readonly arn: string
  readonly facts: AwsFacts
}

/** What each call needs on the name. `see` is satisfied by `list` as well as by `read`. */
type Need = Exclude<Action, 'list'> | 'see'

export function viewSecret(call: Call, secret: StoredSecret): AwsSecret {
  const name = toAwsName(secret.name) as string
  return { secret, name, arn: secretArn(call, name, suffixOf(secret.id)), facts: factsOf(secret) }
}

/** Throws ValidationException. */
export function nameInScope(call: Call, name: string): SecretName {
  try {
    return fromAwsName(call.scope, name)
  } catch (error) {
    throw isRekeyError(error, 'SECRET_NAME_INVALID') ? invalidName() : error
  }
}

/**
 * Throws ValidationException, AccessDeniedException or ResourceNotFoundException; InvalidRequestException for a
 * deleted one, unless `withDeleted`.
 */
export async function resolveSecret(
  call: Call,
  secretId: string,
  need: Need,
  options: { readonly withDeleted?: boolean } = {},
): Promise<AwsSecret> {
  const name = authorise(call, secretId, need)
  const { suffix } = parseSecretId(secretId)
  const secret = await findSecret(call.app.db, name, { withDeleted: true })
  if (!secret || (suffix !== undefined && suffix !== suffixOf(secret.id))) throw secretNotFound()
  const found = viewSecret(call, secret)
  requireResourcePolicy(call, found, secretId)
  if (secret.deletedAt && !options.withDeleted) throw markedForDeletion()
  if ((need !== 'see' && need !== 'read') || call.action === 'GetResourcePolicy') refuseOnReplica(call, found.facts)
  return found
}

/** Decides on the name alone, and returns it. */
export function authorise(call: Call, secretId: string, need: Need): SecretName {
  const { name: awsName, account } = parseSecretId(secretId)
  if (account !== undefined && account !== call.account) {
    throw accessDenied(call, secretId, 'no resource-based policy allows')
  }
  const name = nameInScope(call, awsName)
  requireNeed(call, secretId, { need, fullName: formatSecretName(name) })
  return name
}

function requireNeed(call: Call, secretId: string, { need, fullName }: { need: Need; fullName: string }): void {
  const { policies } = call.identity
  const decisions = (need === 'see' ? (['list', 'read'] as const) : [need]).map((one) =>
    decide(policies, one, fullName),
  )
  if (decisions.some(({ allowed }) => allowed)) return
  const isDenied = decisions.some(({ because }) => because.startsWith('denied'))
  throw isDenied
    ? explicitDeny(call, secretId, 'an identity-based policy')
    : accessDenied(call, secretId, 'no identity-based policy allows')
}

/** May this caller see the secret in a list? */
export function mayList(call: Call, fullName: string): boolean {
  return (['list', 'read'] as const).some((one) => decide(call.identity.policies, one, fullName).allowed)
}

function accessDenied(call: Call, resource: string, because: string): AwsError {
  const operation = `secretsmanager:${call.action}`
  return new AwsError(
    'AccessDeniedException',
    `User: ${userArn(call.account, call.identity.name)} is not authorized to perform: ${operation} on resource: ${resource.slice(0, 600)} because ${because} the ${operation} action`,
  )
}

function explicitDeny(call: Call, resource: string, where: string): AwsError {
  return new AwsError(
    'AccessDeniedException',
    `User: ${userArn(call.account, call.identity.name)} is not authorized to perform: secretsmanager:${call.action} on resource: ${resource.slice(0, 600)} with an explicit deny in ${where}`,
  )
}

/** A resource policy can take away what our policies give. Whoever may administer the secret can always mend it. */
export function requireResourcePolicy(call: Call, { secret, arn, facts }: AwsSecret, secretId: string): void {
  if (facts.policy === undefined) return
  const isRepair = ['PutResourcePolicy', 'DeleteResourcePolicy', 'GetResourcePolicy'].includes(call.action)
  if (isRepair && decide(call.identity.policies, 'admin', secret.fullName).allowed) return
  const principal = userArn(call.account, call.identity.name)
  const request = {
    principal,
    account: call.account,
    action: `secretsmanager:${call.action}`,
    arn,
    now: call.now,
    ip: call.ip,
    isSecure: call.isSecure,
    tags: secret.tags,
  }
  if (denyingStatement(facts.policy, request)) throw explicitDeny(call, secretId, 'a resource-based policy')
}

function refuseOnReplica(call: Call, facts: AwsFacts): void {
  const isReplica = facts.replicas?.some(({ region }) => region === call.region)
  if (isReplica && call.action !== 'StopReplicationToReplica') {
    throw invalidParameter("Operation not permitted on a replica secret. Call must be made in primary secret's region.")
  }
}
