/**
 * Files that are keys and no text: keystores, private keys in DER, the key files of Rails. Nothing in them can be searched,
 * so a line or a block of text stands for them, which rules of providers read: the PEM form of a DER key; of a keystore
 * its hash, its form and how many keys it holds. What the names of such files say is not asked.
 */
import { sha256Hex } from '../base/signing.ts'
import { KEYSTORE_HEAD_BYTES, readKeystore } from '../base/keystore.ts'
import { type PrivateKeyDer, readPrivateKeyDer } from '../base/private-key-der.ts'

/** Of a larger one the beginning is read. */
export const MAX_KEY_FILE_BYTES = 8 * 1024 * 1024

/** Whether bytes that begin so may be such a file: `head` is the whole content where that is short. */
export function isKeyFile(head: Uint8Array): boolean {
  if (head.length < 32) return false
  return (
    (head[0] === 0x30 && readPrivateKeyDer(head) !== undefined) ||
    readKeystore(head.subarray(0, KEYSTORE_HEAD_BYTES * 64)) !== undefined ||
    isExpression(head) ||
    readRailsKey(head) !== undefined
  )
}

/** The text that stands for the file; undefined when it is none after all. */
export function keyFileText(bytes: Uint8Array): string | undefined {
  const rails = readRailsKey(bytes)
  if (rails !== undefined) return `${rails} is all that the file holds\n`
  const der = readPrivateKeyDer(bytes)
  if (der !== undefined) return der.complete ? pemOf(bytes, der) : undefined
  const store = readKeystore(bytes)
  if (store !== undefined) {
    const keys = store.keys === undefined ? 'hidden' : String(store.keys)
    return lineOf(bytes, `${store.form}, keys: ${keys}, ${store.locked ? 'locked' : 'clear'}`)
  }
  return isExpression(bytes)
    ? lineOf(bytes, `GnuPG key, keys: 1, ${bytes[1] === CLEAR_EXPRESSION ? 'clear' : 'locked'}`)
    : undefined
}

function lineOf(bytes: Uint8Array, facts: string): string {
  return `keystore:${sha256Hex(Buffer.from(bytes))} ${facts}\n`
}

const LABELS: Readonly<Record<PrivateKeyDer['form'], string>> = {
  'PKCS#1': 'RSA PRIVATE KEY',
  'PKCS#8': 'PRIVATE KEY',
  'encrypted PKCS#8': 'ENCRYPTED PRIVATE KEY',
  'SEC 1': 'EC PRIVATE KEY',
  DSA: 'DSA PRIVATE KEY',
}

function pemOf(bytes: Uint8Array, { form }: PrivateKeyDer): string {
  const body = Buffer.from(bytes).toString('base64').replaceAll(/.{64}/g, '$&\n')
  return `-----BEGIN ${LABELS[form]}-----\n${body}\n-----END ${LABELS[form]}-----\n`
}

/** `(11:private-key(` and `(21:protected-private-key(`: how GnuPG keeps keys since 2.1. */
const EXPRESSION = /^\((?:11:private-key|21:protected-private-key)\(/
const CLEAR_EXPRESSION = 0x31

function isExpression(head: Uint8Array): boolean {
  return head[0] === 0x28 && EXPRESSION.test(Buffer.from(head.subarray(0, 40)).toString('latin1'))
}

/** `config/master.key`: 32 hexadecimal digits and perhaps a line end. Their path is asked when it is known. */
const RAILS_KEY = /^[0-9a-f]{32}\r?\n?$/

function readRailsKey(bytes: Uint8Array): string | undefined {
  if (bytes.length > 34) return undefined
  const text = Buffer.from(bytes).toString('latin1')
  return RAILS_KEY.test(text) ? text.slice(0, 32) : undefined
}
