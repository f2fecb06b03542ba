/**
 * K3: inflates one zlib stream whose output size is known, as every object of a pack says its own. A 64-bit
 * bit buffer is refilled without a branch; up to three literals are taken per refill. Input is hostile:
 * reads stay within the slack behind `srcEnd`, writes within the slack behind the output, and anything that
 * zlib would refuse is CORRUPT. The Adler checksum is not looked at: objects are proven by their own hash.
 */
import {
  buildTable,
  CODE_BITS,
  CODE_LENGTHS,
  CODES_TABLE,
  DISTANCE_BITS,
  DISTANCES_TABLE,
  END,
  FIXED_DISTANCES,
  FIXED_LENGTHS,
  INVALID,
  KIND_CODE,
  KIND_DISTANCE,
  KIND_LENGTH,
  LENGTH_BITS,
  LENGTHS_TABLE,
  LITERAL,
  SUBTABLE,
} from './inflate-table'
import { BOUNDS, CORRUPT, inMemory } from './status'

let scratch: usize = 0
/** The reader's state between the parts of a stream. */
let ip: usize = 0
let bits: u64 = 0
let held: u32 = 0

export function setInflateScratch(at: usize): void {
  scratch = at
}

// @ts-ignore: decorator
@inline
function refill(): void {
  bits |= load<u64>(ip) << held
  ip += (63 - held) >>> 3
  held |= 56
}

// @ts-ignore: decorator
@inline
function take(count: u32): u32 {
  const value = <u32>bits & ((1 << count) - 1)
  bits >>= count
  held -= count
  return value
}

const CODE_ORDER: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15])

/** Reads the code lengths of a dynamic block and builds its two tables. */
function readTables(limit: usize): bool {
  const literals = take(5) + 257
  const distances = take(5) + 1
  const codes = take(4) + 4
  if (literals > 286 || distances > 30) return false
  const lengths = scratch + CODE_LENGTHS
  memory.fill(lengths, 0, 32)
  for (let i: u32 = 0; i < codes; i++) {
    if (held < 3) refill()
    store<u8>(lengths + <usize>load<u8>(CODE_ORDER + i), <u8>take(3))
  }
  if (!buildTable(scratch, lengths, 19, CODE_BITS, scratch + CODES_TABLE, 128, KIND_CODE)) return false
  const total = literals + distances
  let i: u32 = 0
  while (i < total) {
    if (ip > limit) return false
    if (held < 14) refill()
    const entry = load<u32>(scratch + CODES_TABLE + ((<usize>bits & 127) << 2))
    take(entry & 255)
    const symbol = entry >>> 16
    if (symbol < 16) {
      store<u8>(lengths + i, <u8>symbol)
      i++
      continue
    }
    let value: u8 = 0
    let times: u32
    if (symbol == 16) {
      if (i == 0) return false
      value = load<u8>(lengths + i - 1)
      times = 3 + take(2)
    } else times = symbol == 17 ? 3 + take(3) : 11 + take(7)
    if (i + times > total) return false
    memory.fill(lengths + i, value, times)
    i += times
  }
  if (load<u8>(lengths + 256) == 0) return false
  return (
    buildTable(scratch, lengths + literals, distances, DISTANCE_BITS, scratch + DISTANCES_TABLE, 1024, KIND_DISTANCE) &&
    buildTable(scratch, lengths, literals, LENGTH_BITS, scratch + LENGTHS_TABLE, 4096, KIND_LENGTH)
  )
}

/** One compressed block; returns the new end of the output, or 0. */
function readBlock(lengthsTable: usize, distancesTable: usize, start: usize, from: usize, end: usize, limit: usize): usize {
  let op = from
  // Locals stay in registers; the globals are written back at the end of the block.
  let b = bits
  let h = held
  let p = ip
  for (;;) {
    if (p > limit) return 0
    b |= load<u64>(p) << h
    p += (63 - h) >>> 3
    h |= 56
    let entry = load<u32>(lengthsTable + ((<usize>b & 511) << 2))
    if (entry & SUBTABLE) {
      b >>= LENGTH_BITS
      h -= LENGTH_BITS
      entry = load<u32>(lengthsTable + (<usize>((entry >>> 16) + (<u32>b & ((1 << ((entry >>> 8) & 15)) - 1))) << 2))
    }
    let length = entry & 255
    b >>= length
    h -= length
    if (entry & LITERAL) {
      if (op >= end) return 0
      store<u8>(op++, <u8>(entry >>> 16))
      // Two more without a refill: at most 3 codes of 15 bits of the 56 that are held. Writes end in the slack.
      entry = load<u32>(lengthsTable + ((<usize>b & 511) << 2))
      if ((entry & (LITERAL | SUBTABLE)) == LITERAL) {
        length = entry & 255
        b >>= length
        h -= length
        store<u8>(op++, <u8>(entry >>> 16))
        entry = load<u32>(lengthsTable + ((<usize>b & 511) << 2))
        if ((entry & (LITERAL | SUBTABLE)) == LITERAL) {
          length = entry & 255
          b >>= length
          h -= length
          store<u8>(op++, <u8>(entry >>> 16))
        }
      }
      continue
    }
    if (entry & END) {
      if (entry & INVALID) return 0
      break
    }
    let extra = (entry >>> 8) & 15
    const count = <usize>((entry >>> 16) + (<u32>b & ((1 << extra) - 1)))
    b >>= extra
    h -= extra
    if (h < 32) {
      b |= load<u64>(p) << h
      p += (63 - h) >>> 3
      h |= 56
    }
    entry = load<u32>(distancesTable + ((<usize>b & 255) << 2))
    if (entry & SUBTABLE) {
      b >>= DISTANCE_BITS
      h -= DISTANCE_BITS
      entry = load<u32>(distancesTable + (<usize>((entry >>> 16) + (<u32>b & ((1 << ((entry >>> 8) & 15)) - 1))) << 2))
    }
    if (entry & END) return 0
    length = entry & 255
    b >>= length
    h -= length
    extra = (entry >>> 8) & 15
    const distance = <usize>((entry >>> 16) + (<u32>b & ((1 << extra) - 1)))
    b >>= extra
    h -= extra
    const stop = op + count
    if (stop > end || distance > op - start) return 0
    let source = op - distance
    if (distance >= 16) {
      do {
        v128.store(op, v128.load(source))
        op += 16
        source += 16
      } while (op < stop)
    } else if (distance >= 8) {
      do {
        store<u64>(op, load<u64>(source))
        op += 8
        source += 8
      } while (op < stop)
    } else {
      do {
        store<u8>(op++, load<u8>(source++))
      } while (op < stop)
    }
    op = stop
  }
  bits = b
  held = h
  ip = p
  return op
}

/** Inflates `[src, srcEnd)` to exactly `size` bytes at `dst`. Returns the bytes of input that the stream took. */
export function inflate(src: usize, srcEnd: usize, dst: usize, size: usize): i32 {
  if (!inMemory(src, srcEnd) || <u64>dst + <u64>size > 0xffffff00 || !inMemory(dst, dst + size)) return BOUNDS
  if (srcEnd - src < 6) return CORRUPT
  const method = <u32>load<u8>(src)
  const flags = <u32>load<u8>(src, 1)
  if ((method & 15) != 8 || ((method << 8) | flags) % 31 != 0 || flags & 32) return CORRUPT
  ip = src + 2
  bits = 0
  held = 0
  const limit = srcEnd + 8
  const end = dst + size
  let op = dst
  let last: u32 = 0
  do {
    if (ip > limit) return CORRUPT
    refill()
    last = take(1)
    const type = take(2)
    if (type == 0) {
      take(held & 7)
      ip -= held >>> 3
      bits = 0
      held = 0
      if (ip + 4 > srcEnd) return CORRUPT
      const length = <usize>load<u16>(ip)
      if (length != (<usize>load<u16>(ip, 2) ^ 0xffff)) return CORRUPT
      ip += 4
      if (length > srcEnd - ip || length > end - op) return CORRUPT
      memory.copy(op, ip, length)
      ip += length
      op += length
      continue
    }
    if (type == 3) return CORRUPT
    if (type == 2 && !readTables(limit)) return CORRUPT
    op = readBlock(
      scratch + (type == 1 ? FIXED_LENGTHS : LENGTHS_TABLE),
      scratch + (type == 1 ? FIXED_DISTANCES : DISTANCES_TABLE),
      dst,
      op,
      end,
      limit,
    )
    if (op == 0 || op > end) return CORRUPT
  } while (!last)
  if (op != end) return CORRUPT
  const used = ip - (held >>> 3) + 4
  return used > srcEnd ? CORRUPT : <i32>(used - src)
}
