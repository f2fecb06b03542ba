/**
 * Names of things as AWS writes them. An access key's scope (project and environment) is an account of 12 digits;
 * a secret's suffix is the end of its id, so a secret that is made again under an old name has another ARN and old
 * references do not reach it. Every region is accepted: they all show the same secrets.
 */
import { createHash } from 'node:crypto'
import { AwsError, secretNotFound } from './aws-error.ts'

export interface Scope {
  readonly project: string
  readonly environment: string
}

const SUFFIX_LENGTH = 6

/** Stable: the same scope is the same account on every server. */
export function accountOf({ project, environment }: Scope): string {
  const digest = createHash('sha256').update(`${project}/${environment}`).digest()
  return String(digest.readBigUInt64BE(0) % 1_000_000_000_000n).padStart(12, '0')
}

/** Six letters and digits, random as the id. */
export const suffixOf = (secretId: string): string => secretId.slice(-SUFFIX_LENGTH)

export function secretArn(place: { region: string; account: string }, name: string, suffix: string): string {
  return `arn:aws:secretsmanager:${place.region}:${place.account}:secret:${name}-${suffix}`
}

export const userArn = (account: string, identity: string): string => `arn:aws:iam::${account}:user/${identity}`

/** What a SecretId asks for. Without a suffix the secret of that name is meant. */
export interface SecretReference {
  readonly name: string
  readonly suffix?: string
  /** Absent when the SecretId was a plain name. */
  readonly account?: string
}

const ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]*:(\d{12}):secret:(.+)$/
const NAME = /^[A-Za-z0-9/_+=.@!-]+$/

export const invalidName = (): AwsError =>
  new AwsError(
    'ValidationException',
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  )

/**
 * A name, an ARN, or an ARN without its suffix. The last `-xxxxxx` of an ARN is always taken for the suffix, as AWS
 * does: a secret whose own name ends so is found by its name and its whole ARN only. Throws ValidationException.
 */
export function parseSecretId(secretId: string): SecretReference {
  if (!secretId.startsWith('arn:')) {
    if (!NAME.test(secretId)) throw invalidName()
    return { name: secretId }
  }
  const [, account, rest] = ARN.exec(secretId) ?? []
  if (!account || !rest) throw secretNotFound()
  if (!NAME.test(rest)) throw invalidName()
  const [, name, suffix] = /^(.+)-([A-Za-z0-9]{6})$/.exec(rest) ?? []
  return name && suffix ? { name, suffix, account } : { name: rest, account }
}
