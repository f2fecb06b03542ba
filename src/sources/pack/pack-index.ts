/**
 * Reads a pack's index (`.idx`, versions 1 and 2) and the multi-pack-index. An index is hostile input like the pack
 * itself: its tables must fit the file, its fanout must grow, and its offsets must lie in the pack. Throws
 * PACK_UNREADABLE; the caller then asks git.
 */
import { sourceError } from '../source-error.ts'

export interface PackIndex {
  readonly count: number
  /** Length of an object id in bytes: 20 for SHA-1, 32 for SHA-256. */
  readonly hashBytes: number
  /** Where the entry of the object at this rank begins in the pack. */
  offsetAt(rank: number): number
  /** The id at this rank, as a view. */
  idAt(rank: number): Buffer
  /** Rank of an id, or -1. */
  rankOf(id: Uint8Array, at?: number): number
}

const V2_MAGIC = 0xff744f63
const FANOUT_BYTES = 1_024

export function parsePackIndex(file: Buffer, hashBytes: number): PackIndex {
  const version = file.length >= 8 && file.readUInt32BE(0) === V2_MAGIC ? file.readUInt32BE(4) : 1
  if (version !== 1 && version !== 2) throw damaged(`index version ${version}`)
  const header = version === 2 ? 8 : 0
  const fanout = readFanout(file, header)
  const count = fanout[255] as number
  const table = header + FANOUT_BYTES
  const trailer = 2 * hashBytes
  if (version === 1) {
    const row = 4 + hashBytes
    if (file.length !== table + count * row + trailer) throw damaged('an index of the wrong length')
    return lookup({
      count,
      hashBytes,
      fanout,
      file,
      placeOf: (rank) => table + rank * row + 4,
      offsetAt: (rank) => file.readUInt32BE(table + rank * row),
    })
  }
  const offsets = table + count * (hashBytes + 4)
  const large = offsets + 4 * count
  const largeCount = (file.length - trailer - large) / 8
  if (largeCount < 0 || !Number.isInteger(largeCount)) throw damaged('an index of the wrong length')
  return lookup({
    count,
    hashBytes,
    fanout,
    file,
    placeOf: (rank) => table + rank * hashBytes,
    offsetAt: (rank) => readOffset({ file, at: offsets + 4 * rank, large, largeCount }),
  })
}

/** The part of a multi-pack-index that belongs to one of its packs. */
export interface MultiPackIndex {
  readonly packs: readonly string[]
  /** Index of one pack by its place in `packs`. */
  indexOf(pack: number): PackIndex
}

export function parseMultiPackIndex(file: Buffer, hashBytes: number): MultiPackIndex {
  if (file.length < 12 + hashBytes || file.toString('latin1', 0, 4) !== 'MIDX' || file[4] !== 1) {
    throw damaged('a multi-pack-index of an unknown version')
  }
  if (file[5] !== (hashBytes === 20 ? 1 : 2)) throw damaged('a multi-pack-index of another hash')
  const chunks = readChunks(file, file[6] as number)
  const names = chunks.get('PNAM')
  const fan = chunks.get('OIDF')
  const ids = chunks.get('OIDL')
  const places = chunks.get('OOFF')
  const large = chunks.get('LOFF') ?? { start: 0, end: 0 }
  if (!names || !fan || !ids || !places) throw damaged('a multi-pack-index without its tables')
  const count = readFanout(file, fan.start)[255] as number
  if (ids.end - ids.start < count * hashBytes || places.end - places.start < count * 8) {
    throw damaged('a multi-pack-index of the wrong length')
  }
  const packs = file.toString('utf8', names.start, names.end).split('\0').filter(Boolean)
  return {
    packs,
    indexOf(pack) {
      const ranks: number[] = []
      for (let i = 0; i < count; i++) if (file.readUInt32BE(places.start + 8 * i) === pack) ranks.push(i)
      const placeOf = (rank: number): number => ids.start + (ranks[rank] as number) * hashBytes
      const fanout = new Uint32Array(256)
      for (let rank = 0; rank < ranks.length; rank++) count256(fanout, file[placeOf(rank)] as number)
      for (let i = 1; i < 256; i++) fanout[i] = (fanout[i] as number) + (fanout[i - 1] as number)
      return lookup({
        count: ranks.length,
        hashBytes,
        fanout,
        file,
        placeOf,
        offsetAt: (rank) =>
          readOffset({
            file,
            at: places.start + 8 * (ranks[rank] as number) + 4,
            large: large.start,
            largeCount: (large.end - large.start) >> 3,
          }),
      })
    },
  }
}

function readChunks(file: Buffer, count: number): Map<string, { start: number; end: number }> {
  const chunks = new Map<string, { start: number; end: number }>()
  if (file.length < 12 + (count + 1) * 12) throw damaged('a multi-pack-index of the wrong length')
  for (let i = 0; i < count; i++) {
    const row = 12 + i * 12
    const start = Number(file.readBigUInt64BE(row + 4))
    const end = Number(file.readBigUInt64BE(row + 16))
    if (start > end || end > file.length) throw damaged('a multi-pack-index whose tables lie outside of it')
    chunks.set(file.toString('latin1', row, row + 4), { start, end })
  }
  return chunks
}

function readFanout(file: Buffer, at: number): Uint32Array {
  if (file.length < at + FANOUT_BYTES) throw damaged('an index of the wrong length')
  const fanout = new Uint32Array(256)
  for (let i = 0; i < 256; i++) {
    fanout[i] = file.readUInt32BE(at + 4 * i)
    if (i > 0 && (fanout[i] as number) < (fanout[i - 1] as number)) throw damaged('an index that is not sorted')
  }
  return fanout
}

/** Offsets below 2 GB stand in place; the others are the number of a row in a second table. */
function readOffset(where: { file: Buffer; at: number; large: number; largeCount: number }): number {
  const offset = where.file.readUInt32BE(where.at)
  if (offset < 0x80000000) return offset
  const row = offset - 0x80000000
  // Behind the end of every pack: this one object is unreadable, and asked of git.
  if (row >= where.largeCount) return Number.MAX_SAFE_INTEGER
  const high = where.file.readUInt32BE(where.large + 8 * row)
  return high * 2 ** 32 + where.file.readUInt32BE(where.large + 8 * row + 4)
}

interface Table extends Pick<PackIndex, 'count' | 'hashBytes' | 'offsetAt'> {
  /** How many ids begin with a byte up to this one. */
  readonly fanout: Uint32Array
  readonly file: Buffer
  /** Where the id of this rank stands in the file. */
  placeOf(rank: number): number
}

/** After so many questions a finer table pays. */
const MANY_QUESTIONS = 1_000

function lookup(table: Table): PackIndex {
  const { fanout, file, hashBytes, count, offsetAt, placeOf } = table
  let questions = 0
  let fine: FineTable | undefined
  return {
    count,
    hashBytes,
    offsetAt,
    idAt: (rank) => file.subarray(placeOf(rank), placeOf(rank) + hashBytes),
    rankOf(id, at = 0) {
      const first = id[at] as number
      let low = first === 0 ? 0 : (fanout[first - 1] as number)
      let high = (fanout[first] as number) - 1
      if (fine === undefined && ++questions > MANY_QUESTIONS) fine = fineTable(table)
      if (fine !== undefined) {
        const bucket = startOf(id, at) >>> fine.shift
        low = fine.first[bucket] as number
        high = (fine.first[bucket + 1] as number) - 1
      }
      while (low <= high) {
        const middle = (low + high) >>> 1
        const place = placeOf(middle)
        let i = 0
        while (i < hashBytes && file[place + i] === id[at + i]) i++
        if (i === hashBytes) return middle
        if ((file[place + i] as number) < (id[at + i] as number)) low = middle + 1
        else high = middle - 1
      }
      return -1
    },
  }
}

/** The first rank of each beginning of `32 - shift` bits: about one id each. */
interface FineTable {
  readonly first: Uint32Array
  readonly shift: number
}

function fineTable({ count, file, placeOf }: Table): FineTable {
  const bits = Math.max(1, Math.min(24, Math.ceil(Math.log2(count + 1))))
  const shift = 32 - bits
  const first = new Uint32Array(2 ** bits + 1)
  let filled = 0
  for (let rank = 0; rank < count; rank++) {
    const bucket = startOf(file, placeOf(rank)) >>> shift
    while (filled <= bucket) first[filled++] = rank
  }
  first.fill(count, filled)
  return { first, shift }
}

function startOf(id: Uint8Array, at: number): number {
  const [a, b, c, d] = [id[at] ?? 0, id[at + 1] ?? 0, id[at + 2] ?? 0, id[at + 3] ?? 0]
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0
}

function damaged(what: string): Error {
  return sourceError('PACK_UNREADABLE', `a pack cannot be read: ${what}`)
}

function count256(counts: Uint32Array, byte: number): void {
  counts[byte] = (counts[byte] as number) + 1
}
