/**
 * Says what a keystore holds, from its outer structure: how many keys, and whether a password locks them. Of PKCS#12,
 * the stores of Java, KeePass, Kerberos, Microsoft's PVK and OpenPGP. Decrypts nothing and reads no key. Pure.
 */
import { CONTEXT_0, type Field, fieldAt, fieldsIn, hexOf, INTEGER, OCTETS, OID, SEQUENCE } from './der.ts'
import { readOpenPgpKeys } from './openpgp-keys.ts'

export type KeystoreForm =
  | 'PKCS#12'
  | 'JKS'
  | 'JCEKS'
  | 'BKS'
  | 'KeePass'
  | 'Kerberos keytab'
  | 'Microsoft PVK'
  | 'OpenPGP keyring'

export interface Keystore {
  readonly form: KeystoreForm
  /** Private and shared keys in it; undefined: only who opens it can tell. */
  readonly keys: number | undefined
  /** Whether a password stands between its bytes and each key. */
  readonly locked: boolean
}

/** So many bytes tell whether there is one. */
export const KEYSTORE_HEAD_BYTES = 64

type Reader = (bytes: Uint8Array) => Keystore | undefined

/** By the first byte: most bytes are refused by it. */
const READERS: ReadonlyMap<number, Reader> = new Map([
  [0x30, readPkcs12],
  [0xfe, (bytes) => readJava(bytes, 'JKS')],
  [0xce, (bytes) => readJava(bytes, 'JCEKS')],
  [0x00, readBouncyCastle],
  [0x03, readKeePass],
  [0x05, readKeytab],
  [0x1e, readPvk],
  ...[0x94, 0x95, 0xc5].map((byte): [number, Reader] => [byte, readOpenPgp]),
])

/** Undefined for anything else. `bytes` may end early: then it says what it saw so far. */
export function readKeystore(bytes: Uint8Array): Keystore | undefined {
  return READERS.get(bytes[0] ?? -1)?.(bytes)
}

function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0
  )
}

const shortAt = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)

// ---------- PKCS#12 (RFC 7292) ----------

const PKCS7_DATA = '2a864886f70d010701'
const CLEAR_BAG = '2a864886f70d010c0a0101'
const LOCKED_BAG = '2a864886f70d010c0a0102'
/** Bags and contents of one store. */
const MOST = 4_000
/** `SEQUENCE` without a length, version 3, `SEQUENCE` without a length: as Bouncy Castle and browsers write it. */
const WITHOUT_LENGTHS = '3080020103308006092a864886f70d0107'

function readPkcs12(bytes: Uint8Array): Keystore | undefined {
  const hidden = { form: 'PKCS#12', keys: undefined, locked: true } as const
  if (hexOf(bytes, { tag: 0, start: 0, end: WITHOUT_LENGTHS.length / 2 }) === WITHOUT_LENGTHS) return hidden
  const whole = fieldAt(bytes, 0)
  if (whole?.tag !== SEQUENCE) return undefined
  const version = fieldAt(bytes, whole.start)
  if (version?.tag !== INTEGER || version.end - version.start !== 1 || bytes[version.start] !== 3) return undefined
  const safe = fieldAt(bytes, version.end)
  if (safe?.tag !== SEQUENCE) return undefined
  const type = fieldAt(bytes, safe.start)
  if (type?.tag !== OID || !hexOf(bytes, type).startsWith(PKCS7_DATA.slice(0, -2))) return undefined
  const bags = contentsOf(bytes, safe).flatMap((content) => bagsOf(bytes, content))
  const clear = bags.filter((bag) => bag === CLEAR_BAG).length
  const keys = clear + bags.filter((bag) => bag === LOCKED_BAG).length
  return keys === 0 ? hidden : { form: 'PKCS#12', keys, locked: clear === 0 }
}

/** The contents of the authenticated safe. */
function contentsOf(bytes: Uint8Array, safe: Field): Field[] {
  const all = dataOf(bytes, safe)
  return all === undefined ? [] : fieldsIn(bytes, all, MOST)
}

/** The types of the bags of one content, unless it is encrypted. */
function bagsOf(bytes: Uint8Array, content: Field): string[] {
  const bags = dataOf(bytes, content)
  if (bags === undefined) return []
  return fieldsIn(bytes, bags, MOST).flatMap((bag) => {
    const type = bag.tag === SEQUENCE ? fieldAt(bytes, bag.start) : undefined
    return type?.tag === OID ? [hexOf(bytes, type)] : []
  })
}

/** The sequence within `SEQUENCE { data, [0] { OCTETS { SEQUENCE …`. */
function dataOf(bytes: Uint8Array, content: Field): Field | undefined {
  if (content.tag !== SEQUENCE) return undefined
  const [type, wrap] = fieldsIn(bytes, { ...content, end: Math.min(content.end, bytes.length) }, 2)
  if (type?.tag !== OID || hexOf(bytes, type) !== PKCS7_DATA || wrap?.tag !== CONTEXT_0) return undefined
  const octets = fieldAt(bytes, wrap.start)
  const inner = octets?.tag === OCTETS ? fieldAt(bytes, octets.start) : undefined
  return inner?.tag === SEQUENCE ? inner : undefined
}

// ---------- Java ----------

const MAGIC = { JKS: 0xfeed_feed, JCEKS: 0xcece_cece } as const
const TAG = { key: 1, certificate: 2, secret: 3 } as const

/** Magic, version, count, then entries: tag, alias, date, and the key with its chain, a certificate, or a sealed object. */
function readJava(bytes: Uint8Array, form: 'JKS' | 'JCEKS'): Keystore | undefined {
  const version = wordAt(bytes, 4)
  if (wordAt(bytes, 0) !== MAGIC[form] || version < 1 || version > 2) return undefined
  let keys = 0
  let at = 12
  for (let entry = wordAt(bytes, 8); entry > 0 && at < bytes.length; entry--) {
    const tag = wordAt(bytes, at)
    at += 4
    at += 2 + shortAt(bytes, at) + 8
    if (tag === TAG.certificate) at = behindCertificate(bytes, at, version)
    else {
      keys++
      // A sealed object of Java tells no length.
      if (tag !== TAG.key) return { form, keys: undefined, locked: true }
      at += 4 + wordAt(bytes, at)
      const chain = Math.min(wordAt(bytes, at), 100)
      at += 4
      for (let i = 0; i < chain; i++) at = behindCertificate(bytes, at, version)
    }
  }
  return { form, keys, locked: true }
}

/** From the second version on the type stands before it. */
function behindCertificate(bytes: Uint8Array, at: number, version: number): number {
  const start = version === 2 ? at + 2 + shortAt(bytes, at) : at
  return start + 4 + wordAt(bytes, start)
}

const SALT_BYTES = 20
const MAX_ITERATIONS = 10_000_000

/** Version, a salt of 20 bytes with its length, the number of iterations, the type of the first entry. */
function readBouncyCastle(bytes: Uint8Array): Keystore | undefined {
  const version = wordAt(bytes, 0)
  if (version < 1 || version > 2 || wordAt(bytes, 4) !== SALT_BYTES) return undefined
  const iterations = wordAt(bytes, 8 + SALT_BYTES)
  if (iterations < 100 || iterations > MAX_ITERATIONS || bytes.length < 48) return undefined
  return { form: 'BKS', keys: undefined, locked: true }
}

// ---------- others ----------

/** Of versions 1 and 2 of KeePass. */
const KEEPASS = /^03d9a29a6[57]fb4bb5/
const KEEPASS_PREVIEW = '03d9a29a66fb4bb5'

function readKeePass(bytes: Uint8Array): Keystore | undefined {
  const head = hexOf(bytes, { tag: 0, start: 0, end: 8 })
  return KEEPASS.test(head) || head === KEEPASS_PREVIEW ? { form: 'KeePass', keys: undefined, locked: true } : undefined
}

/** Entries with their length before them, which is negative for holes: parts of a name, a realm, a key in the clear. */
function readKeytab(bytes: Uint8Array): Keystore | undefined {
  if (bytes[1] !== 2) return undefined
  const length = wordAt(bytes, 2)
  const parts = shortAt(bytes, 6)
  const realm = shortAt(bytes, 8)
  if (length < 20 || length > 4_096 || parts < 1 || parts > 8 || realm < 1 || realm > 255) return undefined
  for (const byte of bytes.subarray(10, 10 + realm)) if (byte < 0x21 || byte > 0x7e) return undefined
  let keys = 0
  for (let at = 2; at + 4 < bytes.length && keys < MOST;) {
    const size = wordAt(bytes, at) | 0
    if (size === 0) break
    if (size > 0) keys++
    at += 4 + Math.abs(size)
  }
  return { form: 'Kerberos keytab', keys, locked: false }
}

/** Magic, nothing, kind of key, whether it is encrypted; numbers with the lowest byte first. */
function readPvk(bytes: Uint8Array): Keystore | undefined {
  if (hexOf(bytes, { tag: 0, start: 0, end: 8 }) !== '1ef1b5b000000000') return undefined
  const [kind, lock] = [bytes[8] ?? 0, bytes[12] ?? 9]
  if (kind < 1 || kind > 2 || lock > 1) return undefined
  return { form: 'Microsoft PVK', keys: 1, locked: lock === 1 }
}

function readOpenPgp(bytes: Uint8Array): Keystore | undefined {
  const read = readOpenPgpKeys(bytes)
  if (read === undefined) return undefined
  return { form: 'OpenPGP keyring', keys: read.clear + read.locked, locked: read.clear === 0 }
}
