/**
 * The two calls of AWS KMS that a root key under its lock needs, signed by ourselves. Credentials come from the
 * environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN); the region from the key's ARN or AWS_REGION.
 */
import { createHmac, hash } from 'node:crypto'
import { systemClock, type Clock } from '../base/clock.ts'
import type { Kms } from '../secrets/root-key-lock.ts'
import { secretError } from '../secrets/secret-error.ts'
import { deriveSigningKey } from '../base/aws-signature.ts'

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
  const headers = sign(env, clock.now(), { host: url.host, region, target: `TrentService.${action}`, body })
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

function sign(
  env: Env,
  now: Date,
  request: { readonly host: string; readonly region: string; readonly target: string; readonly body: string },
): Record<string, string> {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = env
  if (!id || !secret) throw secretError('ROOT_KEY_KMS', 'there are no AWS credentials in the environment')
  const date = now.toISOString().replace(/[-:]|\.\d{3}/g, '')
  const signed: Record<string, string> = {
    'content-type': 'application/x-amz-json-1.1',
    host: request.host,
    'x-amz-date': date,
    ...(token && { 'x-amz-security-token': token }),
    'x-amz-target': request.target,
  }
  const names = Object.keys(signed).join(';')
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`)
  const canonical = `POST\n/\n\n${lines.join('')}\n${names}\n${hash('sha256', request.body)}`
  const credential = { accessKeyId: id, date: date.slice(0, 8), region: request.region, service: 'kms' }
  const scope = `${credential.date}/${credential.region}/kms/aws4_request`
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${hash('sha256', canonical)}`
  const signature = createHmac('sha256', deriveSigningKey(secret, credential)).update(toSign).digest('hex')
  const authorization = `AWS4-HMAC-SHA256 Credential=${id}/${scope}, SignedHeaders=${names}, Signature=${signature}`
  const { host: _host, ...sent } = signed
  return { ...sent, authorization }
}
