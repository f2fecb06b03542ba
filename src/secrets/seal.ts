/**
 * Envelope encryption of one value: a fresh data key seals the value, the keyring's key seals the data key.
 * AES-256-GCM both times, bound to the row that it belongs to: a sealed value that is moved to another row,
 * version or environment does not open. Nothing outside this file holds a data key.
 *
 * Layout: format (1) | keyring id length (1) | keyring id | wrapped data key (12+32+16) | nonce 12 | tag 16 | text
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Sensitive } from '../base/sensitive.ts'
import { secretError } from './secret-error.ts'

const FORMAT = 1
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
  const id = Buffer.from(ring.id)
  const bound = bind(ring.id, context)
  const sealed = Buffer.concat([
    Buffer.from([FORMAT, id.length]),
    id,
    encrypt(ring.key, bound, dataKey),
    encrypt(dataKey, bound, Buffer.from(value.reveal(), 'utf8')),
  ])
  dataKey.fill(0)
  return sealed
}

/** Throws SECRET_TAMPERED when the bytes were changed or belong to another row. */
export function unseal(findKey: (id: string) => Buffer | undefined, context: SealContext, sealed: Buffer): Sensitive {
  const idEnd = 2 + (sealed[1] ?? 0)
  const ringId = sealed.subarray(2, idEnd).toString()
  const ringKey = findKey(ringId)
  if (sealed[0] !== FORMAT || !ringKey) throw secretError('SECRET_TAMPERED', 'a sealed value names an unknown key')
  const bound = bind(ringId, context)
  try {
    const dataKey = decrypt(ringKey, bound, sealed.subarray(idEnd, idEnd + WRAPPED_BYTES))
    const text = decrypt(dataKey, bound, sealed.subarray(idEnd + WRAPPED_BYTES))
    dataKey.fill(0)
    const value = new Sensitive(text.toString('utf8'))
    text.fill(0)
    return value
  } catch {
    // The cause is left out on purpose: OpenSSL's text helps nobody, and it may not quote the value.
    throw secretError('SECRET_TAMPERED', `the value of ${context.join('|')} does not open`)
  }
}

/** Length-prefixed, so that ("ab","c") and ("a","bc") differ. */
function bind(ringId: string, context: SealContext): Buffer {
  return Buffer.from([ringId, ...context].map((part) => `${Buffer.byteLength(part)}:${part}`).join(''))
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
  return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
}
