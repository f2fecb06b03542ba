/**
 * Ids of objects that were searched before, as a sorted row of their first eight bytes: a million of them are 8 MB that
 * are read in a few milliseconds. Two ids share eight bytes with a chance of one in 10^13 in a million objects; a Bloom
 * filter would leave hundreds unsearched. Refuses a row that is not sorted.
 */

const PREFIX = 8

export interface KnownObjects {
  readonly count: number
  has(id: Uint8Array): boolean
  /** The row, to be written to a file. */
  readonly bytes: Buffer
}

/** `bytes` as `KnownObjects.bytes` gave them. Undefined when they are no such row. */
export function readKnownObjects(bytes: Buffer): KnownObjects | undefined {
  if (bytes.length % PREFIX !== 0) return undefined
  const high = new Uint32Array(bytes.length / PREFIX)
  const low = new Uint32Array(bytes.length / PREFIX)
  for (let i = 0; i < high.length; i++) {
    const at = i * PREFIX
    high[i] = wordAt(bytes, at)
    low[i] = wordAt(bytes, at + 4)
    if (i > 0 && !isBelow(high, low, i)) return undefined
  }
  return {
    count: high.length,
    bytes,
    has: (id) => find(high, low, [wordAt(id, 0), wordAt(id, 4)]),
  }
}

function wordAt(bytes: Uint8Array, at: number): number {
  const [a, b, c, d] = [bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0, bytes[at + 3] ?? 0]
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}

function isBelow(high: Uint32Array, low: Uint32Array, i: number): boolean {
  const [before, own] = [high[i - 1] as number, high[i] as number]
  return before < own || (before === own && (low[i - 1] as number) < (low[i] as number))
}

function find(high: Uint32Array, low: Uint32Array, [a, b]: readonly [number, number]): boolean {
  let from = 0
  let to = high.length
  while (from < to) {
    const middle = (from + to) >>> 1
    const own = high[middle] as number
    if (own < a || (own === a && (low[middle] as number) < b)) from = middle + 1
    else to = middle
  }
  return high[from] === a && low[from] === b
}

export const NO_OBJECTS = readKnownObjects(Buffer.alloc(0)) as KnownObjects

/** `known` with more ids, in any order and repeated as they like. */
export function addKnownObjects(known: KnownObjects, ids: Iterable<Uint8Array>): KnownObjects {
  const added: bigint[] = []
  for (const id of ids) if (!known.has(id)) added.push((BigInt(wordAt(id, 0)) << 32n) | BigInt(wordAt(id, 4)))
  if (added.length === 0) return known
  const sorted = BigUint64Array.from(added).sort()
  const merged = Buffer.allocUnsafe(known.bytes.length + sorted.length * PREFIX)
  let length = 0
  let old = 0
  const copyTo = (end: number): void => {
    length += known.bytes.copy(merged, length, old, end)
    old = end
  }
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i] as bigint
    if (i > 0 && value === sorted[i - 1]) continue
    let end = old
    while (end < known.bytes.length && known.bytes.readBigUInt64BE(end) < value) end += PREFIX
    copyTo(end)
    length = merged.writeBigUInt64BE(value, length)
  }
  copyTo(known.bytes.length)
  return readKnownObjects(merged.subarray(0, length)) as KnownObjects
}
