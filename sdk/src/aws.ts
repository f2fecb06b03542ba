/**
 * `@rekey/sdk/aws`: credentials for the AWS SDK that follow a secret. The SDK asks its provider again when the
 * credentials it holds are about to expire, so ours always end soon: asking is a look into the cache.
 */
import type { Client } from './client.ts'
import { now as systemNow } from './clock.ts'
import { RekeySdkError } from './sdk-error.ts'

/** What the AWS SDK for JavaScript calls AwsCredentialIdentity. */
export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}

export interface AwsCredentialsOptions {
  /** The value as credentials. Default: JSON or lines of `NAME=value`, with the names of AWS's files or variables. */
  readonly toCredentials?: (value: string, version: number) => AwsCredentials
  /** How long a client may sign with what it has before it asks us again. Default 30 s. */
  readonly freshMs?: number
  readonly now?: () => Date
}

/** The AWS SDK replaces credentials that end within five minutes (its own constant). */
const SDK_RENEWS_BEFORE_MS = 5 * 60_000

/** For the option `credentials` of any client of the AWS SDK. Throws OPTION_INVALID when the value is no credential. */
export function awsCredentials(
  client: Client,
  name: string,
  options: AwsCredentialsOptions = {},
): () => Promise<AwsCredentials> {
  const { toCredentials = readCredentials, freshMs = 30_000, now = systemNow } = options
  return async () => {
    const { value, version } = await client.get(name)
    const credentials = toCredentials(value, version)
    const again = new Date(now().getTime() + SDK_RENEWS_BEFORE_MS + freshMs)
    const end = credentials.expiration
    return { ...credentials, expiration: end && end < again ? end : again }
  }
}

/** Codes with which AWS refuses a key itself, as opposed to a permission (IAM and STS common errors). */
const REFUSED = new Set([
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'ExpiredTokenException',
])

/** For `client.withSecret(name, call, { isAuthFailure: isAwsAuthFailure })`. */
export function isAwsAuthFailure(outcome: unknown): boolean {
  return outcome instanceof Error && REFUSED.has(outcome.name)
}

const FIELDS = {
  accessKeyId: ['accessKeyId', 'AccessKeyId', 'AWS_ACCESS_KEY_ID', 'aws_access_key_id'],
  secretAccessKey: ['secretAccessKey', 'SecretAccessKey', 'AWS_SECRET_ACCESS_KEY', 'aws_secret_access_key'],
  sessionToken: ['sessionToken', 'SessionToken', 'AWS_SESSION_TOKEN', 'aws_session_token'],
} as const

function readCredentials(value: string): AwsCredentials {
  const fields = readFields(value)
  const find = (names: readonly string[]): string | undefined => names.map((field) => fields.get(field)).find(Boolean)
  const accessKeyId = find(FIELDS.accessKeyId)
  const secretAccessKey = find(FIELDS.secretAccessKey)
  const sessionToken = find(FIELDS.sessionToken)
  // The message must not quote the value.
  if (!accessKeyId || !secretAccessKey) {
    throw new RekeySdkError('OPTION_INVALID', 'the secret holds no accessKeyId and secretAccessKey', {
      hint: 'Store {"accessKeyId": …, "secretAccessKey": …}, or give toCredentials.',
    })
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
}

function readFields(value: string): Map<string, string> {
  const pairs = value.trimStart().startsWith('{') ? jsonPairs(value) : linePairs(value)
  return new Map(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
}

function jsonPairs(value: string): [string, unknown][] {
  try {
    return Object.entries(JSON.parse(value) as object)
  } catch {
    return []
  }
}

function linePairs(value: string): [string, unknown][] {
  return value.split('\n').flatMap((line): [string, string][] => {
    const [, field, text] = /^\s*(?:export\s+)?(\w+)\s*=\s*["']?([^"'\s]*)/.exec(line) ?? []
    return field === undefined || text === undefined ? [] : [[field, text]]
  })
}
