/** Keyed hashes and their comparison in constant time. Used for leak ids, tokens and webhook signatures. */
import { createHmac, hash, timingSafeEqual } from 'node:crypto'

export function hmacSha256(key: string | Buffer, data: string | Buffer): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

export function sha256Hex(data: string | Buffer): string {
  return hash('sha256', data)
}

/** Compares without leaking where two values differ. Different lengths are unequal. */
export function equalInConstantTime(a: string | Buffer, b: string | Buffer): boolean {
  const left = Buffer.from(a as string)
  const right = Buffer.from(b as string)
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The value of GitHub's `X-Hub-Signature-256` header for a raw body. */
export function webhookSignature(secret: string, rawBody: string | Buffer): string {
  return `sha256=${hmacSha256(secret, rawBody).toString('hex')}`
}
