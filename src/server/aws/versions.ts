/** Versions as AWS shows them, and the one way in which its actions store a new one. */
import { isRekeyError } from '../../base/errors.ts'
import { Sensitive } from '../../base/sensitive.ts'
import type { Db } from '../../db/connect.ts'
import { fromAwsLabel, toAwsLabel, type Label } from '../../secrets/labels.ts'
import { addVersion, type AddedVersion } from '../../secrets/new-version.ts'
import { destroyVersions } from '../../secrets/secret-life.ts'
import { moveLabel } from '../../secrets/stages.ts'
import { listVersions, type VersionInfo } from '../../secrets/store.ts'
import { AwsError, invalidParameter, invalidRequest } from './aws-error.ts'
import type { Call } from './call.ts'
import type { AwsSecret } from './find-secret.ts'

/** Unlabelled versions that are kept; younger ones than a day are kept in any case. */
const MAX_DEPRECATED = 100
const MIN_AGE_MS = 24 * 3_600_000

export interface GivenValue {
  readonly SecretString?: string | undefined
  readonly SecretBinary?: Buffer | undefined
}

export function hasValue({ SecretString, SecretBinary }: GivenValue): boolean {
  return SecretString !== undefined || SecretBinary !== undefined
}

/** One of both. Throws InvalidRequestException. */
export function requireOneValue(given: GivenValue): void {
  if ((given.SecretString === undefined) === (given.SecretBinary === undefined))
    throw invalidRequest('You must provide either SecretString or SecretBinary.')
}

/** Throws InvalidRequestException without one, InvalidParameterException for one of a wrong length. */
export function requireToken(token: string | undefined): string {
  if (token === undefined)
    throw invalidRequest('You must provide a ClientRequestToken value. We recommend a UUID-type value.')
  if (token.length < 32 || token.length > 64)
    throw invalidParameter('ClientRequestToken must be 32-64 characters long.')
  return token
}

/** Stores a value, or says that this very one is there. Labels are taken from the versions that have them. */
export async function storeVersion(
  call: Call,
  tx: Db,
  { secret, arn }: AwsSecret,
  version: GivenValue & { readonly token: string; readonly labels: readonly Label[] },
): Promise<AddedVersion> {
  const { SecretString: text, SecretBinary: bytes, token, labels } = version
  try {
    const added = await addVersion(tx, call.app.keyring, call.now, {
      secret,
      value: new Sensitive(bytes ? bytes.toString('base64') : (text as string)),
      content: bytes ? 'binary' : 'text',
      externalId: token,
      labels,
      // On AWS a candidate of somebody's rotation does not stand in the way.
      besidePending: true,
      actor: call.identity.name,
    })
    if (added.isNew && labels.includes('current')) await dropStalePending(call, tx, secret)
    if (added.number > MAX_DEPRECATED) await prune(call, tx, secret)
    return added
  } catch (error) {
    throw isRekeyError(error, 'VERSION_ID_TAKEN') ? tokenInUse(token, arn) : error
  }
}

export function tokenInUse(token: string, arn: string): AwsError {
  return new AwsError(
    'ResourceExistsException',
    `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${arn}.`,
  )
}

/** A version that was AWSPENDING and AWSCURRENT at once loses both when another one becomes current. */
async function dropStalePending(call: Call, tx: Db, secret: AwsSecret['secret']): Promise<void> {
  const all = await listVersions(tx, secret.id, call.now)
  const stale = all.find(({ labels }) => labels.includes('pending') && labels.includes('previous'))
  if (stale) await moveLabel(tx, call.now, { secret, label: 'pending', from: stale.number, actor: call.identity.name })
}

async function prune(call: Call, tx: Db, secret: AwsSecret['secret']): Promise<void> {
  const all = await listVersions(tx, secret.id, call.now)
  const old = all.filter(
    ({ labels, state, createdAt }) =>
      !labels.length && state === 'enabled' && call.now.getTime() - createdAt.getTime() > MIN_AGE_MS,
  )
  const numbers = old.slice(0, Math.max(0, old.length - MAX_DEPRECATED)).map(({ number }) => number)
  if (numbers.length) await destroyVersions(tx, call.now, { secret, numbers, actor: 'rekey' })
}

/** Labels as AWS's clients know them, the stages first. */
export function stagesOf(labels: readonly Label[]): string[] {
  return labels
    .map(toAwsLabel)
    .toSorted((a, b) => Number(b.startsWith('AWS')) - Number(a.startsWith('AWS')) || (a < b ? -1 : 1))
}

/** Those that were asked for in their order, then the others. */
export function inOrderOf(asked: readonly string[], labels: readonly Label[]): string[] {
  const stages = stagesOf(labels)
  return [...asked.filter((stage) => stages.includes(stage)), ...stages.filter((stage) => !asked.includes(stage))]
}

export const labelsOf = (stages: readonly string[]): Label[] => [...new Set(stages)].map(fromAwsLabel)

/** Versions that AWS would still know: not those whose value was destroyed or deleted. */
export async function liveVersions(call: Call, db: Db, secretId: string): Promise<VersionInfo[]> {
  return (await listVersions(db, secretId, call.now)).filter(({ state }) => state === 'enabled')
}

export type LabelledVersion = Pick<VersionInfo, 'externalId' | 'labels'>

/** `VersionIdsToStages`: labelled versions only; undefined when there is none. */
export function stagesById(versions: readonly LabelledVersion[]): Record<string, string[]> | undefined {
  const labelled = versions.filter(({ labels }) => labels.length)
  if (!labelled.length) return undefined
  return Object.fromEntries(labelled.map(({ externalId, labels }) => [externalId, stagesOf(labels)]))
}
