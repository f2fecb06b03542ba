/**
 * K1: the gram filter. Four bytes, folded by |0x20, are looked up in a bitmap of 2^18 bits at every position;
 * the position is always stored and kept by moving the pointer by the bit, so there is no branch to mispredict.
 * Survivors meet a second bitmap and then the exact table, which names the list of the gram. The last window of
 * a blob has three bytes: a newline stands for the fourth (a gram made of three bytes takes any fourth).
 */
import { BOUNDS, FULL, inMemory, SCRATCH_SURVIVORS } from './status'

const HASH_1: u32 = 0x9e3779b1
const HASH_2: u32 = 0x85ebca6b
const FOLD: u32 = 0x20202020
const CHUNK: usize = 32768

let survivors: usize = 0
let bitmap1: usize = 0
let bitmap2: usize = 0
let table: usize = 0
let mask: u32 = 0

export function setGrams(scratch: usize, image: usize): void {
  survivors = scratch + SCRATCH_SURVIVORS
  bitmap1 = image + <usize>load<u32>(image, 8)
  bitmap2 = image + <usize>load<u32>(image, 12)
  table = image + <usize>load<u32>(image, 16)
  mask = load<u32>(image, 20)
}

// @ts-ignore: decorator
@inline
function inBitmap1(word: u32): u32 {
  const hash = (word | FOLD) * HASH_1
  return (load<u32>(bitmap1 + ((hash >>> 17) & 0x7ffc)) >>> (hash >>> 8)) & 1
}

/** The list of a folded gram, or 0: offsets of lists are never 0. */
// @ts-ignore: decorator
@inline
function listOf(word: u32): u32 {
  const hash = word * HASH_2
  if (((load<u32>(bitmap2 + ((hash >>> 17) & 0x7ffc)) >>> (hash >>> 8)) & 1) == 0) return 0
  let slot = (hash >>> 12) & mask
  let key: u32
  do {
    const entry = table + (<usize>slot << 3)
    key = load<u32>(entry)
    if (key == word) return load<u32>(entry, 4)
    slot = (slot + 1) & mask
  } while (key)
  return 0
}

/** Windows that start in `[from, to)`; each has four bytes. Returns the new end of the output, or 0 when it is full. */
function scanChunk(blob: usize, from: usize, to: usize, out: usize, outEnd: usize): usize {
  let kept = survivors
  let i = from
  if (to - from >= 4) {
    for (const stop = to - 3; i < stop; i += 4) {
      store<u32>(kept, <u32>i)
      kept += inBitmap1(load<u32>(i)) << 2
      store<u32>(kept, <u32>i + 1)
      kept += inBitmap1(load<u32>(i, 1)) << 2
      store<u32>(kept, <u32>i + 2)
      kept += inBitmap1(load<u32>(i, 2)) << 2
      store<u32>(kept, <u32>i + 3)
      kept += inBitmap1(load<u32>(i, 3)) << 2
    }
  }
  for (; i < to; i++) {
    store<u32>(kept, <u32>i)
    kept += inBitmap1(load<u32>(i)) << 2
  }
  for (let at = survivors; at < kept; at += 4) {
    const position = load<u32>(at)
    const list = listOf(load<u32>(<usize>position) | FOLD)
    if (list == 0) continue
    if (out + 8 > outEnd) return 0
    store<u32>(out, position - <u32>blob)
    store<u32>(out, list, 4)
    out += 8
  }
  return out
}

/** Addresses `[from, to)` as starts of windows; `end` is the end of the blob. Returns the new end of the output, or 0. */
export function scanRange(blob: usize, end: usize, from: usize, to: usize, out: usize, outEnd: usize): usize {
  if (end - blob < 3) return out
  const whole = end - 3
  let stop = to < whole ? to : whole
  while (from < stop) {
    const next = stop - from > CHUNK ? from + CHUNK : stop
    out = scanChunk(blob, from, next, out, outEnd)
    if (out == 0) return 0
    from = next
  }
  if (from > whole || to <= whole) return out
  const list = listOf((load<u32>(whole) & 0xffffff) | 0x0a000000 | FOLD)
  if (list == 0) return out
  if (out + 8 > outEnd) return 0
  store<u32>(out, <u32>(whole - blob))
  store<u32>(out, list, 4)
  return out + 8
}

/** The three windows over a bare seam, before the usual way is taken. */
// @ts-ignore: decorator
@inline
export function isQuietSeam(from: usize, to: usize, end: usize): bool {
  return (
    to - from == 3 &&
    to + 3 <= end &&
    (inBitmap1(load<u32>(from)) | inBitmap1(load<u32>(from, 1)) | inBitmap1(load<u32>(from, 2))) == 0
  )
}

export function scan(at: usize, length: usize, from: usize, to: usize, out: usize, outEnd: usize): i32 {
  if (!inMemory(at, at + length) || !inMemory(out, outEnd) || from > to || to > length) return BOUNDS
  const end = scanRange(at, at + length, at + from, at + to, out, outEnd)
  return end == 0 ? FULL : <i32>((end - out) >>> 3)
}
