/** Sets of bytes: what one place of a pattern accepts. Equal sets are one object, so they compare by identity. */

/** 256 numbers, 1 where the byte belongs to the set. */
export type ByteSet = Uint8Array

const interned = new Map<string, ByteSet>()

function keyOf(set: ByteSet): string {
  let key = ''
  for (let byte = 0; byte < 256; byte += 16) {
    let bits = 0
    for (let i = 0; i < 16; i++) bits |= (set[byte + i] as number) << i
    key += String.fromCharCode(bits)
  }
  return key
}

export function internSet(set: ByteSet): ByteSet {
  const key = keyOf(set)
  const before = interned.get(key)
  if (before !== undefined) return before
  interned.set(key, set)
  return set
}

export function setOf(accepts: (byte: number) => boolean): ByteSet {
  return internSet(Uint8Array.from({ length: 256 }, (_, byte) => (accepts(byte) ? 1 : 0)))
}

/** The answers of a function of two sets are remembered: a catalogue asks for the same ones again and again. */
function remembered(make: (a: ByteSet, b: ByteSet) => ByteSet): (a: ByteSet, b: ByteSet) => ByteSet {
  const known = new WeakMap<ByteSet, WeakMap<ByteSet, ByteSet>>()
  return (a, b) => {
    let ofFirst = known.get(a)
    if (ofFirst === undefined) known.set(a, (ofFirst = new WeakMap()))
    let result = ofFirst.get(b)
    if (result === undefined) ofFirst.set(b, (result = internSet(make(a, b))))
    return result
  }
}

const joined = remembered((a, b) => a.map((has, byte) => has | (b[byte] as number)))

export const NO_BYTES: ByteSet = setOf(() => false)
export const ALL_BYTES: ByteSet = setOf(() => true)

export function unionOf(sets: readonly ByteSet[]): ByteSet {
  return sets.reduce(joined, NO_BYTES)
}

export const intersectionOf = remembered((a, b) => a.map((has, byte) => has & (b[byte] as number)))

/** The bytes of the first set that the second one lacks. */
export const without = remembered((a, b) => a.map((has, byte) => has & ~(b[byte] as number)))

export function isWithin(inner: ByteSet | undefined, outer: ByteSet | undefined): boolean {
  return inner !== undefined && outer !== undefined && without(inner, outer) === NO_BYTES
}

const folded = new WeakMap<ByteSet, readonly number[]>()

/** The bytes of a set as the gram filter sees them: `byte | 0x20`, each once. */
export function foldedBytes(set: ByteSet): readonly number[] {
  let bytes = folded.get(set)
  if (bytes === undefined) {
    const seen = new Set<number>()
    for (let byte = 0; byte < 256; byte++) if (set[byte] === 1) seen.add(byte | 0x20)
    folded.set(set, (bytes = [...seen]))
  }
  return bytes
}
