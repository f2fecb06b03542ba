/**
 * SCRAM verifiers (RFC 5802, written as in RFC 5803): what a server keeps of a password. Sending one instead
 * of the password keeps plaintext out of the server's log and memory.
 */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import type { Sensitive } from './sensitive.ts'

/** PostgreSQL's own default for new verifiers. */
const ITERATIONS = 4096

/**
 * `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>`. The password must be ASCII: SASLprep, which
 * other characters would need, is left out. The salt follows from `saltSeed`, so a repetition gives the same text.
 */
export function scramSha256Verifier(password: Sensitive, saltSeed: string): string {
  const salt = createHash('sha256').update(saltSeed).digest().subarray(0, 16)
  const salted = pbkdf2Sync(password.reveal(), salt, ITERATIONS, 32, 'sha256')
  const clientKey = createHmac('sha256', salted).update('Client Key').digest()
  const storedKey = createHash('sha256').update(clientKey).digest('base64')
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64')
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${serverKey}`
}
