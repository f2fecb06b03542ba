/**
 * Passwords as hashes: scrypt of Node itself (N = 2^16, r = 8, p = 2: 64 MiB and about a third of a second, which
 * OWASP counts as equal to argon2id at 46 MiB), then keyed with a key that is not in the database. Chosen over
 * argon2id because Node 20 has none of its own, and a native module at the door is one more thing to trust.
 * The parameters stand in the hash, so that they can be raised.
 */
import { randomBytes, scrypt } from 'node:crypto'
import { equalInConstantTime, hmacSha256 } from '../base/signing.ts'
import type { Sensitive } from '../base/sensitive.ts'
import { accessError } from '../secrets/access-error.ts'
import { foldName } from '../secrets/canonical.ts'

export interface PasswordCost {
  readonly logN: number
  readonly p: number
}
export const STRONG: PasswordCost = { logN: 16, p: 2 }

const BLOCK = 8
const KEY_BYTES = 32
const LEAST = 12
const MOST = 256
/** Each takes 64 MiB while it runs: two at once, and a short queue. */
const AT_ONCE = 2
const MAX_WAITING = 64

/** Throws PASSWORD_WEAK. */
export function checkPassword(password: Sensitive, name: string): void {
  const text = password.reveal().normalize('NFKC')
  const folded = foldName(text)
  const isShort = Array.from(text).length < LEAST || text.length > MOST
  if (isShort || new Set(folded).size < 5 || folded.includes(foldName(name))) {
    throw accessError('PASSWORD_WEAK', 'this password is too easy to guess, or too long')
  }
}

export async function hashPassword(pepper: Buffer, password: Sensitive, cost: PasswordCost = STRONG): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(pepper, password, salt, cost)
  return `scrypt$${cost.logN}$${cost.p}$${salt.toString('base64url')}$${hash.toString('base64url')}`
}

/** Works as long for a name without a password as for one with: `stored` is undefined then, and the answer false. */
export async function verifyPassword(
  pepper: Buffer,
  password: Sensitive,
  stored: string | undefined,
  cost: PasswordCost = STRONG,
): Promise<boolean> {
  const [kind, logN, p, salt, hash] = stored?.split('$') ?? []
  const known = kind === 'scrypt' && salt !== undefined && hash !== undefined
  const given = await derive(
    pepper,
    password,
    Buffer.from(salt ?? 'AAAAAAAAAAAAAAAAAAAAAA', 'base64url'),
    known ? { logN: Number(logN), p: Number(p) } : cost,
  )
  const equal = equalInConstantTime(given, Buffer.from(hash ?? given.subarray(1).toString('base64url'), 'base64url'))
  return known && equal
}

let running = 0
const waiting: (() => void)[] = []

async function derive(pepper: Buffer, password: Sensitive, salt: Buffer, { logN, p }: PasswordCost): Promise<Buffer> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) throw accessError('SIGN_IN_BUSY', 'too many people sign in at this moment')
    await new Promise<void>((resolve) => void waiting.push(resolve))
  }
  running++
  try {
    const options = { N: 2 ** logN, r: BLOCK, p, maxmem: 256 * BLOCK * 2 ** logN }
    const key = await new Promise<Buffer>((resolve, reject) =>
      scrypt(password.reveal().normalize('NFKC'), salt, KEY_BYTES, options, (error, made) =>
        error ? reject(error) : resolve(made),
      ),
    )
    return hmacSha256(pepper, key)
  } finally {
    running--
    waiting.shift()?.()
  }
}
