/**
 * The delta forest of all packs: which entry is made from which, and what to walk in which order. A family is an
 * object that is stored whole, with everything made from it. The tables are shared memory, so that workers read them
 * without a copy. Whatever does not hang on a whole object (a missing base, a circle) is listed as broken.
 */
import type { OpenPack } from './open-packs.ts'
import { ENTRY, MAX_HEADER_BYTES, readEntryHeader, type EntryHeader } from './pack-file.ts'

/** Entries are numbered by pack, then by offset. */
export interface Forest {
  readonly count: number
  /** First entry of each pack, and the count at the end. */
  readonly firsts: Uint32Array
  /** Where the entries of each pack end: before its checksum. */
  readonly ends: Float64Array
  readonly offset: Float64Array
  /** Bytes of the entry's header. */
  readonly header: Uint8Array
  /** Type of the object, through all deltas: 1 commit, 2 tree, 3 blob, 4 tag, 0 broken. */
  readonly type: Uint8Array
  /** Bytes of the object or delta when inflated; `0xffffffff` and up is `0xffffffff`. */
  readonly size: Uint32Array
  /** Entry that this one is made from, or -1. */
  readonly base: Int32Array
  /** First entry that is made from this one, or -1. */
  readonly child: Int32Array
  /** Next entry that is made from the same one, or -1. */
  readonly sibling: Int32Array
  /** `WANTED.search`: this object is to be searched. `WANTED.below`: one that is made from it is. */
  readonly wanted: Uint8Array
}

export const WANTED = { search: 1, below: 2 } as const

export interface ForestOfPacks {
  readonly forest: Forest
  /** Entries that cannot be made here. */
  readonly broken: readonly number[]
  /** Id of an entry. */
  idOf(entry: number): string
  /** The same as a view of its bytes. */
  idBytes(entry: number): Buffer
  /** Whether a pack holds the object of this id. */
  has(id: Buffer): boolean
  /** The entry whose id stands at `at`, or -1. */
  entryOf(id: Uint8Array, at: number): number
}

const READ_BYTES = 4 * 1024 * 1024

export function buildForest(packs: readonly OpenPack[]): ForestOfPacks {
  const firsts = shared(Uint32Array, packs.length + 1)
  packs.forEach(({ index }, pack) => (firsts[pack + 1] = (firsts[pack] as number) + index.count))
  const count = firsts[packs.length] as number
  const forest: Forest = {
    count,
    firsts,
    ends: Float64Array.from(packs, ({ file, index }) => file.size - index.hashBytes),
    offset: shared(Float64Array, count),
    header: shared(Uint8Array, count),
    type: shared(Uint8Array, count),
    size: shared(Uint32Array, count),
    base: shared(Int32Array, count).fill(-1),
    child: shared(Int32Array, count).fill(-1),
    sibling: shared(Int32Array, count).fill(-1),
    wanted: shared(Uint8Array, count),
  }
  const rank = new Uint32Array(count)
  packs.forEach((pack, number) => sortEntries({ forest, rank, pack, first: firsts[number] as number }))
  const find = entryFinder(packs, forest, rank)
  packs.forEach((pack, number) => readHeaders({ forest, pack, number, find }))
  linkFamilies(forest)
  for (let entry = 0; entry < count; entry++) {
    const type = forest.type[entry]
    forest.wanted[entry] = type === 0 || type === ENTRY.tree ? 0 : WANTED.search
  }
  if (packs.length > 1) leaveCopies(packs, forest, rank)
  const broken: number[] = []
  for (let entry = 0; entry < count; entry++) if (forest.type[entry] === 0) broken.push(entry)
  const idBytes = (entry: number): Buffer =>
    (packs[packOfEntry(firsts, entry)] as OpenPack).index.idAt(rank[entry] as number)
  return {
    forest,
    broken,
    idBytes,
    idOf: (entry) => idBytes(entry).toString('hex'),
    has: (id) => packs.some(({ index }) => index.rankOf(id) >= 0),
    entryOf: (id, at) => find(0, id, at),
  }
}

export function shared<T>(
  kind: { new (buffer: SharedArrayBuffer): T; readonly BYTES_PER_ELEMENT: number },
  length: number,
): T {
  return new kind(new SharedArrayBuffer(kind.BYTES_PER_ELEMENT * length))
}

function sortEntries(of: { forest: Forest; rank: Uint32Array; pack: OpenPack; first: number }): void {
  const { forest, rank, pack, first } = of
  const { count } = pack.index
  // Offset and rank in one number sort without a comparator, as long as both fit.
  const keys = new Float64Array(count)
  if (pack.file.size * count < Number.MAX_SAFE_INTEGER) {
    for (let i = 0; i < count; i++) keys[i] = clampOffset(pack, i) * count + i
    keys.sort()
    for (let i = 0; i < count; i++) {
      const key = keys[i] as number
      const offset = Math.floor(key / count)
      forest.offset[first + i] = offset
      rank[first + i] = key - offset * count
    }
    return
  }
  for (let i = 0; i < count; i++) keys[i] = clampOffset(pack, i)
  const order = Uint32Array.from(keys, (_, i) => i).sort((a, b) => (keys[a] as number) - (keys[b] as number))
  order.forEach((own, i) => {
    forest.offset[first + i] = keys[own] as number
    rank[first + i] = own
  })
}

/** An offset outside of the pack becomes its end, where no header can be read. */
function clampOffset({ index, file }: OpenPack, rank: number): number {
  return Math.min(index.offsetAt(rank), file.size)
}

type Finder = (pack: number, id: Uint8Array, at: number) => number

/** Finds entries by id: in their own pack first, as git does, then in the others. */
function entryFinder(packs: readonly OpenPack[], forest: Forest, rank: Uint32Array): Finder {
  const entryOf = packs.map((): Uint32Array | undefined => undefined)
  const entriesOf = (pack: number): Uint32Array => {
    const known = entryOf[pack]
    if (known !== undefined) return known
    const [first, end] = [forest.firsts[pack] as number, forest.firsts[pack + 1] as number]
    const made = new Uint32Array(end - first)
    for (let entry = first; entry < end; entry++) made[rank[entry] as number] = entry
    entryOf[pack] = made
    return made
  }
  return (pack, id, at) => {
    for (let step = 0; step < packs.length; step++) {
      const other = (pack + step) % packs.length
      const found = (packs[other] as OpenPack).index.rankOf(id, at)
      if (found >= 0) return entriesOf(other)[found] as number
    }
    return -1
  }
}

/** Reads the pack once from its start to its end and notes what each entry says of itself. */
function readHeaders(of: { forest: Forest; pack: OpenPack; number: number; find: Finder }): void {
  const { forest, pack, number, find } = of
  const [first, end] = [forest.firsts[number] as number, forest.firsts[number + 1] as number]
  const entriesEnd = forest.ends[number] as number
  const buffer = Buffer.allocUnsafe(READ_BYTES)
  let window: Buffer = buffer.subarray(0, 0)
  let start = 0
  const header: EntryHeader = { type: 0, size: 0, length: 0, distance: 0 }
  for (let entry = first; entry < end; entry++) {
    const offset = forest.offset[entry] as number
    if (offset < 12 || offset >= entriesEnd) continue
    const needed = Math.min(entriesEnd, offset + MAX_HEADER_BYTES)
    if (needed > start + window.length) {
      start = offset
      window = buffer.subarray(0, pack.file.read(buffer, start))
    }
    const at = offset - start
    if (!readEntryHeader(window, at, header)) continue
    let { length } = header
    let base = -1
    if (header.type === ENTRY.offsetDelta) {
      base = findOffset(forest.offset, first, entry, offset - header.distance)
      if (base < 0) continue
    } else if (header.type === ENTRY.idDelta) {
      if (at + length + pack.index.hashBytes > window.length) continue
      base = find(number, window, at + length)
      length += pack.index.hashBytes
      if (base < 0) continue
    } else if (header.type < ENTRY.commit || header.type > ENTRY.tag) continue
    forest.header[entry] = length
    forest.size[entry] = Math.min(header.size, 0xffffffff)
    forest.type[entry] = header.type
    forest.base[entry] = base
  }
}

/** The entry among `[low, high)` that begins at `offset`, or -1. */
function findOffset(offsets: Float64Array, low: number, high: number, offset: number): number {
  let [from, to] = [low, high - 1]
  while (from <= to) {
    const middle = (from + to) >>> 1
    const value = offsets[middle] as number
    if (value === offset) return middle
    if (value < offset) from = middle + 1
    else to = middle - 1
  }
  return -1
}

/** An object that several packs hold is searched in the first. */
function leaveCopies(packs: readonly OpenPack[], forest: Forest, rank: Uint32Array): void {
  const seen = new Map<bigint, number[]>()
  const idOf = (pack: number, entry: number): Buffer => (packs[pack] as OpenPack).index.idAt(rank[entry] as number)
  packs.forEach((_, pack) => {
    for (let entry = forest.firsts[pack] as number; entry < (forest.firsts[pack + 1] as number); entry++) {
      const id = idOf(pack, entry)
      const key = id.readBigUInt64BE(0)
      const others = seen.get(key)
      if (others === undefined) {
        seen.set(key, [pack, entry])
        continue
      }
      for (let i = 0; i < others.length; i += 2) {
        if (!idOf(others[i] as number, others[i + 1] as number).equals(id)) continue
        if (forest.type[others[i + 1] as number] !== 0) forest.wanted[entry] = 0
      }
      others.push(pack, entry)
    }
  })
}

/** Links each entry to its base, then gives every entry that hangs on a whole object that object's type. */
function linkFamilies(forest: Forest): void {
  const { base, child, sibling, type, count } = forest
  for (let entry = count - 1; entry >= 0; entry--) {
    const own = base[entry] as number
    if (own < 0) continue
    sibling[entry] = child[own] as number
    child[own] = entry
    type[entry] = 0
  }
  const pending: number[] = []
  for (let entry = 0; entry < count; entry++) {
    if ((base[entry] as number) >= 0 || type[entry] === 0) continue
    pending.push(entry)
    for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
      for (let one = child[parent] as number; one >= 0; one = sibling[one] as number) {
        type[one] = type[parent] as number
        if ((child[one] as number) >= 0) pending.push(one)
      }
    }
  }
}

/** Where the stored bytes of an entry end: at the next entry, or at the end of the pack's entries. */
export function storedEnd(forest: Pick<Forest, 'firsts' | 'ends' | 'offset'>, entry: number): number {
  const pack = packOfEntry(forest.firsts, entry)
  const end = forest.ends[pack] as number
  return entry + 1 < (forest.firsts[pack + 1] as number) ? Math.min(end, forest.offset[entry + 1] as number) : end
}

export function packOfEntry(firsts: Uint32Array, entry: number): number {
  if (firsts.length === 2) return 0
  let low = 0
  let high = firsts.length - 2
  while (low < high) {
    const middle = (low + high + 1) >>> 1
    if ((firsts[middle] as number) <= entry) low = middle
    else high = middle - 1
  }
  return low
}
