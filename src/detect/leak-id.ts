/**
 * A leak's identity is its content: the same key has the same leak id in every file, commit and
 * repository, and a different key on the same line has a different one.
 * The hash is keyed, so that an id in a baseline or a log does not let anyone test guesses offline.
 */
import { hmacSha256 } from '../base/signing.ts'
import type { Sensitive } from '../base/sensitive.ts'

/** 24 hex characters after `lk_`: 96 bits, so that a million leaks collide with a chance below 1e-16. */
export function leakId(key: Buffer | string, provider: string, secret: Sensitive): string {
  return `lk_${hmacSha256(key, `${provider}\0${secret.reveal()}`).toString('hex').slice(0, 24)}`
}
