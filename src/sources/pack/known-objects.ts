/**
 * Ids of objects that were searched before, as a sorted row of their first eight bytes: a million of them are 8 MB that
 * are read in a few milliseconds. Two ids share eight bytes with a chance of one in 10^13 in a million objects; a Bloom
 * filter would leave hundreds unsearched. That a row is sorted is not looked at: the file that it lies in is ours, or refused.
 */
import { endianness } from 'node:os'

const PREFIX = 8

export interface KnownObjects {
  readonly count: number
  has(id: Uint8Array): boolean
  /** The row, to be written to a file. */
  readonly bytes: Buffer
}

/** `bytes` as `KnownObjects.bytes` gave them. Undefined when they are no row of ids. */
export function readKnownObjects(bytes: Buffer): KnownObjects | undefined {
  if (bytes.length % PREFIX !== 0) return undefined
  let words: Uint32Array | undefined
  const has = (id: Uint8Array): boolean => {
    // Most scans that go on ask of a few, or none.
    words ??= wordsOf(bytes)
    const [high, low] = [wordAt(id, 0), wordAt(id, 4)]
    const place = placeOf(words, high, low) * 2
    return words[place] === high && words[place + 1] === low
  }
  return { count: bytes.length / PREFIX, bytes, has }
}

/** Two words for each id, the higher one first. */
function wordsOf(bytes: Buffer): Uint32Array {
  const own = Buffer.from(new Uint8Array(bytes).buffer)
  if (endianness() === 'LE') own.swap32()
  return new Uint32Array(own.buffer)
}

/** Number of the first id, `from` one on, that is not below this one. */
function placeOf(words: Uint32Array, high: number, low: number, from = 0): number {
  let to = words.length / 2
  while (from < to) {
    const middle = (from + to) >>> 1
    const own = words[middle * 2] as number
    if (own < high || (own === high && (words[middle * 2 + 1] as number) < low)) from = middle + 1
    else to = middle
  }
  return from
}

function wordAt(bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0]
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}

export const NO_OBJECTS = readKnownObjects(Buffer.alloc(0)) as KnownObjects

/** `known` with more ids, in any order and repeated as they like. */
export function addKnownObjects(known: KnownObjects, ids: Iterable<Uint8Array>): KnownObjects {
  const added: bigint[] = []
  for (const id of ids) if (!known.has(id)) added.push((BigInt(wordAt(id, 0)) << 32n) | BigInt(wordAt(id, 4)))
  if (added.length === 0) return known
  const sorted = BigUint64Array.from(added).sort()
  const words = wordsOf(known.bytes)
  const merged = Buffer.allocUnsafe(known.bytes.length + sorted.length * PREFIX)
  let length = 0
  let old = 0
  const copyTo = (place: number): void => {
    if (place > old) length += known.bytes.copy(merged, length, old * PREFIX, place * PREFIX)
    old = place
  }
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i] as bigint
    if (i > 0 && value === sorted[i - 1]) continue
    copyTo(placeOf(words, Number(value >> 32n), Number(value & 0xffff_ffffn), old))
    length = merged.writeBigUInt64BE(value, length)
  }
  copyTo(known.count)
  return readKnownObjects(merged.subarray(0, length)) as KnownObjects
}
