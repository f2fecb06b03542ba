/**
 * Envelope encryption of one value: a fresh data key seals the value, the keyring's key seals the data key.
 * AES-256-GCM both times. The value is bound to the row that it belongs to: a sealed value that is moved to another
 * row, version or environment does not open. The data key is bound to its keyring key alone, so that a rotation of
 * the keyring seals it anew without opening a value. Nothing outside this file holds a data key.
 *
 * Layout: format (2) | keyring id length (1) | keyring id | wrapped data key (12+32+16) | nonce 12 | tag 16 | text
 * Format 1 bound both parts to keyring id and row; it is still opened.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Sensitive } from '../base/sensitive.ts'
import { secretError } from './secret-error.ts'

const FORMAT = 2
const FIRST_FORMAT = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_BYTES = 32
const WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + TAG_BYTES

export interface KeyringKey {
  readonly id: string
  readonly key: Buffer
}

/** The row that a sealed value belongs to; every part is authenticated. */
export type SealContext = readonly string[]

export function seal(ring: KeyringKey, context: SealContext, value: Sensitive): Buffer {
  const dataKey = randomBytes(KEY_BYTES)
  const sealed = Buffer.concat([
    headOf(ring.id),
    encrypt(ring.key, headOf(ring.id), dataKey),
    encrypt(dataKey, bind(context), Buffer.from(value.reveal(), 'utf8')),
  ])
  dataKey.fill(0)
  return sealed
}

function headOf(ringId: string): Buffer {
  const id = Buffer.from(ringId)
  return Buffer.concat([Buffer.from([FORMAT, id.length]), id])
}

interface Parts {
  readonly format: number
  readonly ringId: string
  readonly wrapped: Buffer
  readonly body: Buffer
}

function split(sealed: Buffer): Parts {
  const idEnd = 2 + (sealed[1] ?? 0)
  const wrapped = sealed.subarray(idEnd, idEnd + WRAPPED_BYTES)
  const body = sealed.subarray(idEnd + WRAPPED_BYTES)
  return { format: sealed[0] ?? 0, ringId: sealed.subarray(2, idEnd).toString(), wrapped, body }
}

/** The data key of a sealed value that was opened before, and the row that it was found to be bound to. */
interface Opened {
  readonly context: SealContext
  readonly bound: Buffer
  readonly dataKey: Buffer
}

/** As long as a node remembers these very bytes, it remembers their data key: half of the work of opening them. */
const opened = new WeakMap<Buffer, Opened>()

const isSame = (a: SealContext, b: SealContext): boolean => a.length === b.length && a.every((part, i) => part === b[i])

const bodyOf = (sealed: Buffer): Buffer => sealed.subarray(2 + (sealed[1] ?? 0) + WRAPPED_BYTES)

/** Throws SECRET_TAMPERED when the bytes were changed or belong to another row. */
export function unseal(findKey: (id: string) => Buffer | undefined, context: SealContext, sealed: Buffer): Sensitive {
  const known = opened.get(sealed)
  if (known && isSame(known.context, context)) return openBody(known, bodyOf(sealed))
  const { format, ringId, wrapped, body } = split(sealed)
  const ringKey = findKey(ringId)
  if ((format !== FORMAT && format !== FIRST_FORMAT) || !ringKey)
    throw secretError('SECRET_TAMPERED', 'a sealed value names an unknown key')
  const first = format === FIRST_FORMAT ? bind([ringId, ...context]) : undefined
  try {
    const dataKey = decrypt(ringKey, first ?? headOf(ringId), wrapped)
    const key: Opened = { context, bound: first ?? bind(context), dataKey }
    const value = openBody(key, body)
    opened.set(sealed, key)
    return value
  } catch {
    // The cause is left out on purpose: OpenSSL's text helps nobody, and it may not quote the value.
    throw secretError('SECRET_TAMPERED', `the value of ${context.join('|')} does not open`)
  }
}

function openBody({ bound, dataKey }: Opened, body: Buffer): Sensitive {
  const text = decrypt(dataKey, bound, body)
  const value = new Sensitive(text.toString('utf8'))
  text.fill(0)
  return value
}

/**
 * The same value under another key of the ring; the value itself stays closed. Undefined when it is sealed with that
 * one already, or is of the first format, whose row must be known. Throws SECRET_TAMPERED.
 */
export function rewrap(
  findKey: (id: string) => Buffer | undefined,
  ring: KeyringKey,
  sealed: Buffer,
): Buffer | undefined {
  const { format, ringId, wrapped, body } = split(sealed)
  if (ringId === ring.id || format !== FORMAT) return undefined
  const ringKey = findKey(ringId)
  if (!ringKey) throw secretError('SECRET_TAMPERED', 'a sealed value names an unknown key')
  try {
    const dataKey = decrypt(ringKey, headOf(ringId), wrapped)
    const again = Buffer.concat([headOf(ring.id), encrypt(ring.key, headOf(ring.id), dataKey), body])
    dataKey.fill(0)
    return again
  } catch {
    throw secretError('SECRET_TAMPERED', 'a data key does not open')
  }
}

/** Length-prefixed, so that ("ab","c") and ("a","bc") differ. */
function bind(parts: readonly string[]): Buffer {
  return Buffer.from(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join(''))
}

export function encrypt(key: Buffer, bound: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

export function decrypt(key: Buffer, bound: Buffer, sealed: Buffer): Buffer {
  const nonce = sealed.subarray(0, NONCE_BYTES)
  const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(bound)
    .setAuthTag(tag)
  const plain = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES))
  // GCM leaves nothing for the end: it only checks the tag, and throws.
  decipher.final()
  return plain
}
