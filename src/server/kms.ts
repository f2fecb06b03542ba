/**
 * The two calls of AWS KMS that a root key under its lock needs, signed by ourselves. Credentials come from the
 * environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN); the region from the key's ARN or AWS_REGION.
 */
import { systemClock, type Clock } from '../base/clock.ts'
import type { Kms } from '../secrets/root-key-lock.ts'
import { secretError } from '../secrets/secret-error.ts'
import { signAwsRequest, type AwsKey } from '../base/aws-signature.ts'

type Env = Readonly<Record<string, string | undefined>>

const TIMEOUT_MS = 10_000
/** KMS binds the sealed key to it: a ciphertext of something else does not open here. */
const CONTEXT = { rekey: 'root key' }

export function createKms(env: Env, clock: Clock = systemClock): Kms {
  return {
    async encrypt(keyId, plain) {
      const body = { KeyId: keyId, Plaintext: plain.toString('base64'), EncryptionContext: CONTEXT }
      const { CiphertextBlob } = await call(env, clock, keyId, ['Encrypt', body])
      return String(CiphertextBlob)
    },
    async decrypt(keyId, sealed) {
      const body = { KeyId: keyId, CiphertextBlob: sealed, EncryptionContext: CONTEXT }
      const { Plaintext } = await call(env, clock, keyId, ['Decrypt', body])
      return Buffer.from(String(Plaintext), 'base64')
    },
  }
}

function regionOf(keyId: string, env: Env): string {
  const region = /^arn:[^:]+:kms:([a-z0-9-]+):/.exec(keyId)?.[1] ?? env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION']
  if (region) return region
  throw secretError('ROOT_KEY_KMS', 'no region is known for the key of AWS KMS')
}

async function call(
  env: Env,
  clock: Clock,
  keyId: string,
  [action, fields]: readonly [string, object],
): Promise<Record<string, unknown>> {
  const region = regionOf(keyId, env)
  const endpoint = env['AWS_ENDPOINT_URL_KMS'] ?? env['AWS_ENDPOINT_URL'] ?? `https://kms.${region}.amazonaws.com`
  const url = new URL('/', endpoint)
  const body = JSON.stringify(fields)
  const request = {
    method: 'POST',
    url,
    contentType: 'application/x-amz-json-1.1',
    target: `TrentService.${action}`,
    body,
  }
  const headers = signAwsRequest(request, keyOf(env), { region, service: 'kms' }, clock.now())
  const answer = await fetch(url, {
    method: 'POST',
    headers,
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw secretError('ROOT_KEY_KMS', `AWS KMS at ${url.host} does not answer`, { cause })
  })
  const parsed = (await answer.json().catch(() => ({}))) as Record<string, unknown>
  if (answer.ok) return parsed
  const kind = (typeof parsed['__type'] === 'string' ? parsed['__type'] : String(answer.status))
    .replace(/^.*#/, '')
    .slice(0, 60)
  throw secretError('ROOT_KEY_KMS', `AWS KMS refused to ${action.toLowerCase()} the root key: ${kind}`)
}

function keyOf({ AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: session }: Env): AwsKey {
  if (!id || !secret) throw secretError('ROOT_KEY_KMS', 'there are no AWS credentials in the environment')
  return { id, secret, session: session || undefined }
}
