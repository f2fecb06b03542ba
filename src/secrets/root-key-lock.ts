/**
 * What protects the file of the root key. A file holds the key itself (one line of base64), or the key under a lock:
 * a passphrase (argon2id), shares of which some together open it (Shamir), or a key of AWS KMS. The first two open a
 * lock key that seals the root key, so that a new root key lies under the same passphrase or the same shares.
 */
import { randomBytes } from 'node:crypto'
import { argon2id } from 'hash-wasm'
import { combine, split } from 'shamir-secret-sharing'
import type { Sensitive } from '../base/sensitive.ts'
import { hmacSha256 } from '../base/signing.ts'
import { decrypt, encrypt } from './seal.ts'
import { secretError } from './secret-error.ts'

export type LockKind = 'none' | 'passphrase' | 'shares' | 'aws-kms'

/** Turns a root key into the text of its file, and back. */
export interface RootKeyLock {
  readonly kind: LockKind
  seal(rootKey: Buffer): Promise<string>
  /** Throws ROOT_KEY_INVALID or ROOT_KEY_LOCKED. */
  open(text: string): Promise<Buffer>
}

/** What a locked file says of itself: nothing of it opens anything. */
export interface LockedKey {
  readonly 'rekey root key': 1
  readonly lock: Exclude<LockKind, 'none'>
  readonly sealed: string
  readonly salt?: string
  readonly memoryKiB?: number
  readonly passes?: number
  readonly shares?: number
  readonly threshold?: number
  readonly check?: string
  readonly kmsKey?: string
}

const BOUND = Buffer.from('rekey root key under a lock v1')
/** OWASP's second choice is 19 MiB and 2 passes; a start may take longer than a sign-in. */
const COST = { memoryKiB: 65_536, passes: 3 }
/** A file that asks for more was not written by us. */
const MAX_COST = { memoryKiB: 1_048_576, passes: 20 }

/** Undefined for a plain key. Throws ROOT_KEY_INVALID. */
export function parseLocked(text: string): LockedKey | undefined {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    const parsed = JSON.parse(text) as LockedKey
    if (parsed['rekey root key'] === 1 && typeof parsed.sealed === 'string') return parsed
  } catch {
    // Falls through: what cannot be read was not written by us.
  }
  throw secretError('ROOT_KEY_INVALID', 'the file of the root key is neither a key nor one under a lock')
}

const textOf = (fields: Omit<LockedKey, 'rekey root key'>): string =>
  `${JSON.stringify({ 'rekey root key': 1, ...fields })}\n`

function openWith(lockKey: Buffer, { sealed }: LockedKey): Buffer {
  try {
    return decrypt(lockKey, BOUND, Buffer.from(sealed, 'base64'))
  } catch {
    throw secretError('ROOT_KEY_LOCKED', 'that does not open the root key')
  }
}

const sealWith = (lockKey: Buffer, rootKey: Buffer): string => encrypt(lockKey, BOUND, rootKey).toString('base64')

async function derive(passphrase: Sensitive, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const password = passphrase.reveal().normalize('NFC')
  const options = { iterations: cost.passes, memorySize: cost.memoryKiB, parallelism: 1, hashLength: 32 }
  return Buffer.from(await argon2id({ password, salt, ...options, outputType: 'binary' }))
}

/** It stands between a stolen disk and every value. */
const MIN_PASSPHRASE = 12

export function passphraseLock(passphrase: Sensitive): RootKeyLock {
  const made = new Map<string, Promise<Buffer>>()
  const lockKey = (salt: string, cost: typeof COST): Promise<Buffer> => {
    const name = `${salt} ${cost.memoryKiB} ${cost.passes}`
    const key = made.get(name) ?? derive(passphrase, Buffer.from(salt, 'base64'), cost)
    made.set(name, key)
    return key
  }
  return {
    kind: 'passphrase',
    async seal(rootKey) {
      if (passphrase.length < MIN_PASSPHRASE)
        throw secretError('ROOT_KEY_LOCK_INVALID', `a passphrase has at least ${MIN_PASSPHRASE} characters`)
      const salt = randomBytes(16).toString('base64')
      const sealed = sealWith(await lockKey(salt, COST), rootKey)
      return textOf({ lock: 'passphrase', salt, ...COST, sealed })
    },
    async open(text) {
      const locked = requireLock(text, 'passphrase')
      const { salt = '', memoryKiB = 0, passes = 0 } = locked
      if (memoryKiB < 8_192 || memoryKiB > MAX_COST.memoryKiB || passes < 1 || passes > MAX_COST.passes)
        throw secretError('ROOT_KEY_INVALID', 'the file of the root key asks for a cost that we never wrote')
      return openWith(await lockKey(salt, { memoryKiB, passes }), locked)
    },
  }
}

function requireLock(text: string, kind: LockedKey['lock']): LockedKey {
  const locked = parseLocked(text)
  if (locked?.lock === kind) return locked
  throw secretError('ROOT_KEY_LOCKED', `the root key is not under a lock of the kind "${kind}"`)
}

/** New shares, `threshold` of which open the lock; they are shown once and kept by different people. */
export async function makeShares(count: number, threshold: number): Promise<{ lock: RootKeyLock; shares: string[] }> {
  const isFine = Number.isInteger(count) && Number.isInteger(threshold) && threshold >= 2
  if (!isFine || count < threshold || count > 32)
    throw secretError('ROOT_KEY_LOCK_INVALID', `${threshold} of ${count} shares is no choice`)
  const lockKey = randomBytes(32)
  const parts = await split(new Uint8Array(lockKey), count, threshold)
  return { lock: sharesLock(lockKey, { count, threshold }), shares: parts.map((part) => formatShare(part)) }
}

/** `threshold` shares, or more. Throws ROOT_KEY_LOCKED when they do not belong together. */
export async function lockOfShares(text: string, given: readonly string[]): Promise<RootKeyLock> {
  const { shares: count = 0, threshold = 0, check = '' } = requireLock(text, 'shares')
  const parts = new Map(given.map((share) => [share.trim(), parseShare(share)]))
  if (parts.size < threshold) throw secretError('ROOT_KEY_LOCKED', `${parts.size} of ${threshold} shares were given`)
  const lockKey = Buffer.from(await combine([...parts.values()].slice(0, threshold)))
  if (checkOf(lockKey) !== check) throw secretError('ROOT_KEY_LOCKED', 'these shares do not open the root key')
  return sharesLock(lockKey, { count, threshold })
}

const checkOf = (lockKey: Buffer): string => hmacSha256(lockKey, 'check').toString('hex').slice(0, 16)

function sharesLock(lockKey: Buffer, { count, threshold }: { count: number; threshold: number }): RootKeyLock {
  return {
    kind: 'shares',
    async seal(rootKey) {
      const sealed = sealWith(lockKey, rootKey)
      return textOf({ lock: 'shares', shares: count, threshold, check: checkOf(lockKey), sealed })
    },
    open: async (text) => openWith(lockKey, requireLock(text, 'shares')),
  }
}

/** With a checksum, so that a slip of the pen is told from a wrong share. */
function formatShare(part: Uint8Array): string {
  const body = Buffer.from(part)
  return Buffer.concat([body, hmacSha256('rekey share', body).subarray(0, 4)]).toString('base64url')
}

/** Throws ROOT_KEY_SHARE_INVALID. */
export function parseShare(text: string): Uint8Array {
  const bytes = Buffer.from(text.trim(), 'base64url')
  const [body, sum] = [bytes.subarray(0, -4), bytes.subarray(-4)]
  if (body.length !== 33 || !hmacSha256('rekey share', body).subarray(0, 4).equals(sum))
    throw secretError('ROOT_KEY_SHARE_INVALID', 'this is not a share of a root key')
  return new Uint8Array(body)
}

/** No lock: the key in base64. */
const PLAIN: RootKeyLock = {
  kind: 'none',
  seal: async (rootKey) => `${rootKey.toString('base64')}\n`,
  open: async (text) => parseRootKey(text, 'its file'),
}

export const noLock = (): RootKeyLock => PLAIN

/** Throws ROOT_KEY_INVALID. */
export function parseRootKey(text: string, from: string): Buffer {
  const trimmed = text.trim()
  const key = Buffer.from(trimmed, 'base64')
  // The decoder passes over what is not base64: a mistyped key would become another one in silence.
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(trimmed) || key.length !== 32)
    throw secretError('ROOT_KEY_INVALID', `the root key in ${from} is not 32 bytes in base64`)
  return key
}

/** The lock that a file of the root key lies under. Throws ROOT_KEY_LOCKED where what opens it was not given. */
export type Unlock = (text: string) => Promise<RootKeyLock>

interface Ways {
  readonly passphrase?: Sensitive | undefined
  readonly kms?: Kms | undefined
  /** Collects shares until they open it. */
  readonly shares?: ((text: string, locked: LockedKey) => Promise<RootKeyLock>) | undefined
}

/** What was opened once is not asked for again: a new root key lies under the same lock. */
export function createUnlock({ passphrase, kms, shares }: Ways = {}): Unlock {
  let known: RootKeyLock | undefined
  return async (text) => {
    const locked = parseLocked(text)
    if (!locked) return PLAIN
    if (known?.kind === locked.lock) return known
    if (locked.lock === 'passphrase' && passphrase) known = passphraseLock(passphrase)
    else if (locked.lock === 'shares' && shares) known = await shares(text, locked)
    else if (locked.lock === 'aws-kms' && kms) known = kmsLock(kms, locked.kmsKey ?? '')
    else
      throw secretError(
        'ROOT_KEY_LOCKED',
        `the root key is under a lock (${locked.lock}), and nothing that opens it was given`,
      )
    return known
  }
}

/** The two calls of AWS KMS that are needed. Plain and sealed are base64. */
export interface Kms {
  encrypt(keyId: string, plain: Buffer): Promise<string>
  decrypt(keyId: string, sealed: string): Promise<Buffer>
}

export function kmsLock(kms: Kms, keyId: string): RootKeyLock {
  return {
    kind: 'aws-kms',
    seal: async (rootKey) => textOf({ lock: 'aws-kms', kmsKey: keyId, sealed: await kms.encrypt(keyId, rootKey) }),
    async open(text) {
      const { kmsKey = '', sealed } = requireLock(text, 'aws-kms')
      return kms.decrypt(kmsKey, sealed)
    },
  }
}
