/**
 * Reads the secret keys of OpenPGP packets (RFC 9580 section 5.5.3) as far as to say whether a passphrase locks them.
 * A stub, whose secret part lies on a card or elsewhere, is no key. Pure.
 */
export interface OpenPgpKeys {
  readonly clear: number
  readonly locked: number
  readonly stubs: number
}

const SECRET_KEY = 5
const SECRET_SUBKEY = 7
const MOST_PACKETS = 500
/** Kind of derivation that GnuPG gives to keys without a secret part. */
const GNU_DUMMY = 101
const WITH_DERIVATION: ReadonlySet<number> = new Set([253, 254, 255])

interface Packet {
  readonly tag: number
  readonly start: number
  readonly end: number
}

/** Undefined when the bytes do not begin with a secret key. They may end early. */
export function readOpenPgpKeys(bytes: Uint8Array): OpenPgpKeys | undefined {
  const found = { clear: 0, locked: 0, stubs: 0 }
  let at = 0
  for (let count = 0; at < bytes.length && count < MOST_PACKETS; count++) {
    const packet = packetAt(bytes, at)
    if (packet === undefined) break
    if (packet.tag === SECRET_KEY || packet.tag === SECRET_SUBKEY) {
      const state = stateOf(bytes, packet)
      if (state !== undefined) found[state]++
      else if (count === 0) return undefined
    } else if (count === 0) return undefined
    at = packet.end
  }
  return at === 0 ? undefined : found
}

function packetAt(bytes: Uint8Array, at: number): Packet | undefined {
  const head = bytes[at] ?? 0
  if (head < 0x80) return undefined
  const first = bytes[at + 1] ?? 0
  if ((head & 0x40) === 0) {
    const size = 1 << (head & 3)
    if (size > 4) return undefined
    let length = 0
    for (let i = 1; i <= size; i++) length = length * 256 + (bytes[at + i] ?? 0)
    return { tag: (head >> 2) & 15, start: at + 1 + size, end: at + 1 + size + length }
  }
  const tag = head & 63
  if (first < 192) return { tag, start: at + 2, end: at + 2 + first }
  if (first < 224) return { tag, start: at + 3, end: at + 3 + ((first - 192) << 8) + (bytes[at + 2] ?? 0) + 192 }
  if (first !== 255) return undefined
  let length = 0
  for (let i = 2; i < 6; i++) length = length * 256 + (bytes[at + i] ?? 0)
  return { tag, start: at + 6, end: at + 6 + length }
}

/** Version, time, algorithm, public numbers, and then how the secret ones are locked. */
function stateOf(bytes: Uint8Array, { start, end }: Packet): keyof OpenPgpKeys | undefined {
  const version = bytes[start] ?? 0
  if (end - start < 20 || (version !== 4 && version !== 6)) return undefined
  const behind = behindPublic(bytes, { algorithm: bytes[start + 5] ?? 0, at: start + 6, version })
  const usage = behind === undefined || behind >= end ? undefined : bytes[behind]
  if (behind === undefined || usage === undefined) return undefined
  if (usage === 0) return 'clear'
  // The sixth version tells the length of what follows before the cipher.
  const derivation = version === 6 ? behind + 4 : behind + 2
  return WITH_DERIVATION.has(usage) && bytes[derivation] === GNU_DUMMY ? 'stubs' : 'locked'
}

/** How many numbers an algorithm has in the open: RSA n, e; DSA p, q, g, y; Elgamal p, g, y. */
const NUMBERS: ReadonlyMap<number, number> = new Map([
  [1, 2],
  [2, 2],
  [3, 2],
  [16, 3],
  [17, 4],
])
const ECDH = 18
const CURVES: ReadonlySet<number> = new Set([ECDH, 19, 22])
/** X25519, X448, Ed25519, Ed448: bytes without a length. */
const NATIVE: ReadonlyMap<number, number> = new Map([
  [25, 32],
  [26, 56],
  [27, 32],
  [28, 57],
])

/** Where the public part ends; undefined for algorithms that are not known. */
function behindPublic(
  bytes: Uint8Array,
  { algorithm, at, version }: { readonly algorithm: number; readonly at: number; readonly version: number },
): number | undefined {
  const start = version === 6 ? at + 4 : at
  const native = NATIVE.get(algorithm)
  if (native !== undefined) return start + native
  if (CURVES.has(algorithm)) {
    const point = behindNumber(bytes, start + 1 + (bytes[start] ?? 0))
    return algorithm === ECDH ? point + 1 + (bytes[point] ?? 0) : point
  }
  const count = NUMBERS.get(algorithm)
  if (count === undefined) return undefined
  let end = start
  for (let i = 0; i < count; i++) end = behindNumber(bytes, end)
  return end
}

/** Its length in bits stands before a number. */
function behindNumber(bytes: Uint8Array, at: number): number {
  return at + 2 + (((((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)) + 7) >> 3)
}
