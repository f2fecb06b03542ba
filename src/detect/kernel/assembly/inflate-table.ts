/**
 * Huffman tables of DEFLATE. An entry of a table is
 *   value << 16 | extra bits << 8 | flags | length of the code
 * with the flags LITERAL, SUBTABLE (value: its first entry, extra: its bits) and END (END | INVALID: no such code).
 * A set of lengths that is over-subscribed or incomplete is refused, as zlib refuses it, so a table is always
 * full and no table outgrows its place.
 */
export const LITERAL: u32 = 0x2000
export const SUBTABLE: u32 = 0x4000
export const END: u32 = 0x8000
export const INVALID: u32 = 0x1000

export const LENGTH_BITS: u32 = 9
export const DISTANCE_BITS: u32 = 8
export const CODE_BITS: u32 = 7

/** Places in the scratch of an instance, in bytes. */
export const LENGTHS_TABLE: usize = 0
export const DISTANCES_TABLE: usize = 16384
export const FIXED_LENGTHS: usize = 20480
export const FIXED_DISTANCES: usize = 22528
export const CODES_TABLE: usize = 23552
export const CODE_LENGTHS: usize = 24064
const COUNTS: usize = 24576
const SYMBOLS: usize = 24704

export const KIND_LENGTH: u32 = 0
export const KIND_DISTANCE: u32 = 1
export const KIND_CODE: u32 = 2

const LENGTH_BASE: usize = memory.data<u16>([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
])
const LENGTH_EXTRA: usize = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
])
const DISTANCE_BASE: usize = memory.data<u16>([
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
])
const DISTANCE_EXTRA: usize = memory.data<u8>([
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
])

// @ts-ignore: decorator
@inline
function entryOf(kind: u32, symbol: u32): u32 {
  if (kind == KIND_CODE) return symbol << 16
  if (kind == KIND_DISTANCE) {
    if (symbol > 29) return END | INVALID
    return ((<u32>load<u16>(DISTANCE_BASE + (<usize>symbol << 1))) << 16) | ((<u32>load<u8>(DISTANCE_EXTRA + symbol)) << 8)
  }
  if (symbol < 256) return (symbol << 16) | LITERAL
  if (symbol == 256) return END
  const index = symbol - 257
  if (index > 28) return END | INVALID
  return ((<u32>load<u16>(LENGTH_BASE + (<usize>index << 1))) << 16) | ((<u32>load<u8>(LENGTH_EXTRA + index)) << 8)
}

/** The next code in bit-reversed order. */
// @ts-ignore: decorator
@inline
function nextCode(code: u32, length: u32): u32 {
  let bit: u32 = 1 << (length - 1)
  while (code & bit) bit >>>= 1
  return bit ? (code & (bit - 1)) | bit : 0
}

/** Builds the table of `count` code lengths at `lengths`. `capacity` is in entries. False: no valid code. */
export function buildTable(
  scratch: usize,
  lengths: usize,
  count: u32,
  rootBits: u32,
  table: usize,
  capacity: u32,
  kind: u32,
): bool {
  const counts = scratch + COUNTS
  memory.fill(counts, 0, 64)
  for (let i: u32 = 0; i < count; i++) {
    const at = counts + ((<usize>load<u8>(lengths + i)) << 1)
    store<u16>(at, load<u16>(at) + 1)
  }
  store<u16>(counts, 0)
  const size: u32 = 1 << rootBits
  let longest: u32 = 15
  while (longest > 0 && load<u16>(counts + (<usize>longest << 1)) == 0) longest--
  if (longest == 0) {
    for (let j: u32 = 0; j < size; j++) store<u32>(table + (<usize>j << 2), END | INVALID | 1)
    return kind == KIND_DISTANCE
  }

  // Every bit pattern must belong to exactly one code; a single code of one bit is the only exception.
  let left: i32 = 1
  const offsets = counts + 32
  let total: u32 = 0
  for (let length: u32 = 1; length <= 15; length++) {
    const here = <u32>load<u16>(counts + (<usize>length << 1))
    left = (left << 1) - <i32>here
    if (left < 0) return false
    store<u16>(offsets + (<usize>length << 1), <u16>total)
    total += here
  }
  if (left > 0 && (kind == KIND_CODE || longest != 1)) return false
  if (left > 0) for (let j: u32 = 0; j < size; j++) store<u32>(table + (<usize>j << 2), END | INVALID | 1)

  const symbols = scratch + SYMBOLS
  for (let i: u32 = 0; i < count; i++) {
    const length = <usize>load<u8>(lengths + i)
    if (length == 0) continue
    const at = offsets + (length << 1)
    const place = load<u16>(at)
    store<u16>(symbols + (<usize>place << 1), <u16>i)
    store<u16>(at, place + 1)
  }

  let code: u32 = 0
  let taken: u32 = 0
  let next: u32 = size
  let prefix: u32 = 0xffffffff
  let subBase: u32 = 0
  let subBits: u32 = 0
  for (let length: u32 = 1; length <= longest; length++) {
    for (let rest = <u32>load<u16>(counts + (<usize>length << 1)); rest > 0; rest--) {
      const entry = entryOf(kind, <u32>load<u16>(symbols + (<usize>taken << 1)))
      taken++
      if (length <= rootBits) {
        const step: u32 = 1 << length
        for (let j = code; j < size; j += step) store<u32>(table + (<usize>j << 2), entry | length)
      } else {
        if ((code & (size - 1)) != prefix) {
          prefix = code & (size - 1)
          subBits = length - rootBits
          let free: i32 = (1 << subBits) - <i32>rest
          let longer = length
          while (free > 0 && longer < longest) {
            longer++
            subBits++
            free = (free << 1) - <i32>load<u16>(counts + (<usize>longer << 1))
          }
          subBase = next
          next += 1 << subBits
          if (next > capacity) return false
          store<u32>(table + (<usize>prefix << 2), (subBase << 16) | (subBits << 8) | SUBTABLE | rootBits)
        }
        const step: u32 = 1 << (length - rootBits)
        const end: u32 = 1 << subBits
        for (let j = code >>> rootBits; j < end; j += step) {
          store<u32>(table + (<usize>(subBase + j) << 2), entry | (length - rootBits))
        }
      }
      code = nextCode(code, length)
    }
  }
  return true
}

export function buildFixedTables(scratch: usize): void {
  const lengths = scratch + CODE_LENGTHS
  memory.fill(lengths, 8, 144)
  memory.fill(lengths + 144, 9, 112)
  memory.fill(lengths + 256, 7, 24)
  memory.fill(lengths + 280, 8, 8)
  buildTable(scratch, lengths, 288, LENGTH_BITS, scratch + FIXED_LENGTHS, 512, KIND_LENGTH)
  memory.fill(lengths, 5, 32)
  buildTable(scratch, lengths, 32, DISTANCE_BITS, scratch + FIXED_DISTANCES, 256, KIND_DISTANCE)
}
