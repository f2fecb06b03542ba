/**
 * K4: applies a delta of a pack, and carries what is known of the base. Candidates inside a copied stretch
 * move with it, verdict included; only windows that hold an inserted byte or a seam are searched. Two copies
 * that were neighbours in the base have no seam between them. Every copy is checked against the base and the
 * announced size of the target: a wrong one is CORRUPT.
 */
import { isQuietSeam, scanRange } from './scan'
import { BOUNDS, CORRUPT, FULL, inMemory } from './status'

export let deltaBase: u32 = 0
export let deltaTarget: u32 = 0
export let dirtyCount: u32 = 0
/** Whether what was inserted holds a byte of zero. */
export let bringsZero: u32 = 0

const NOWHERE: u32 = 0xffffffff
/** Candidates are found by blocks of 128 bytes. */
const BLOCK: u32 = 7

/** A size as pack deltas write it; moves `reader`. */
let reader: usize = 0
function readSize(end: usize): u64 {
  let value: u64 = 0
  for (let shift: u64 = 0; shift < 42; shift += 7) {
    if (reader >= end) return u64.MAX_VALUE
    const byte = <u64>load<u8>(reader++)
    value |= (byte & 127) << shift
    if (byte < 128) return value
  }
  return u64.MAX_VALUE
}

export function deltaHeader(delta: usize, end: usize): i32 {
  if (!inMemory(delta, end)) return BOUNDS
  reader = delta
  const base = readSize(end)
  const target = readSize(end)
  if (base > 0x7fffffff || target > 0x7fffffff) return CORRUPT
  deltaBase = <u32>base
  deltaTarget = <u32>target
  return 0
}

// @ts-ignore: decorator
@inline
function copyBytes(dst: usize, src: usize, count: usize): void {
  if (count > 64) {
    memory.copy(dst, src, count)
    return
  }
  const end = dst + count
  for (; dst < end; dst += 16, src += 16) v128.store(dst, v128.load(src))
}

// @ts-ignore: decorator
@inline
function holdsZero(from: usize, count: usize): bool {
  for (let i: usize = 0; i < count; i += 16) {
    const zeros = <u32>i8x16.bitmask(i8x16.eq(v128.load(from + i), i8x16.splat(0)))
    if (count - i >= 16 ? zeros != 0 : (zeros & ((1 << <u32>(count - i)) - 1)) != 0) return true
  }
  return false
}

let copyFrom: u32 = 0
let copyCount: u32 = 0
/** Operands of a copy; a truncated one reads bytes of the slack and is caught by `reader > end`. */
// @ts-ignore: decorator
@inline
function readCopy(op: u32): void {
  let p = reader
  let from: u32 = 0
  let count: u32 = 0
  if (op & 1) from = load<u8>(p++)
  if (op & 2) from |= (<u32>load<u8>(p++)) << 8
  if (op & 4) from |= (<u32>load<u8>(p++)) << 16
  if (op & 8) from |= (<u32>load<u8>(p++)) << 24
  if (op & 16) count = load<u8>(p++)
  if (op & 32) count |= (<u32>load<u8>(p++)) << 8
  if (op & 64) count |= (<u32>load<u8>(p++)) << 16
  reader = p
  copyFrom = from
  copyCount = count == 0 ? 0x10000 : count
}

export function applyOnly(delta: usize, deltaEnd: usize, base: usize, baseLength: u32, dst: usize, dstEnd: usize): i32 {
  const status = deltaHeader(delta, deltaEnd)
  if (status < 0) return status
  if (!inMemory(base, base + baseLength) || !inMemory(dst, dstEnd) || deltaTarget > <u32>(dstEnd - dst)) return BOUNDS
  if (deltaBase != baseLength) return CORRUPT
  const end = dst + deltaTarget
  let op = dst
  while (reader < deltaEnd) {
    const code = <u32>load<u8>(reader++)
    if (code & 128) {
      readCopy(code)
      if (reader > deltaEnd || <u64>copyFrom + <u64>copyCount > <u64>baseLength || copyCount > <u32>(end - op)) return CORRUPT
      copyBytes(op, base + copyFrom, copyCount)
      op += copyCount
    } else {
      if (code == 0 || code > <u32>(deltaEnd - reader) || code > <u32>(end - op)) return CORRUPT
      copyBytes(op, reader, code)
      op += code
      reader += code
    }
  }
  return op == end ? <i32>deltaTarget : CORRUPT
}

/** For each block of 128 bytes of a blob, the address of its first candidate. Returns the bytes written. */
export function index(candidates: usize, count: u32, length: u32, out: usize, outEnd: usize): i32 {
  const blocks = (<usize>length >>> BLOCK) + 2
  if (!inMemory(out, outEnd)) return BOUNDS
  if (outEnd - out < blocks << 2) return FULL
  const end = candidates + (<usize>count << 3)
  let at = candidates
  for (let block: usize = 0; block < blocks; block++) {
    const first = <u32>(block << BLOCK)
    while (at < end && load<u32>(at) < first) at += 8
    store<u32>(out + (block << 2), <u32>at)
  }
  return <i32>(blocks << 2)
}

let dirtyAt: usize = 0
let dirtyStop: usize = 0
/** Where there is no room for one more range, the last one grows: more is decided anew, nothing is lost. */
function addDirty(first: usize, from: u32, to: u32): void {
  if (dirtyAt + 8 > dirtyStop) {
    if (dirtyAt > first) store<u32>(dirtyAt - 8, to, 4)
    return
  }
  store<u32>(dirtyAt, from)
  store<u32>(dirtyAt, to, 4)
  dirtyAt += 8
}

export function applyDelta(
  delta: usize,
  deltaEnd: usize,
  base: usize,
  baseLength: u32,
  candidates: usize,
  count: u32,
  blockIndex: usize,
  dst: usize,
  dstEnd: usize,
  out: usize,
  outEnd: usize,
  dirty: usize,
  dirtyEnd: usize,
): i32 {
  const status = deltaHeader(delta, deltaEnd)
  if (status < 0) return status
  if (!inMemory(base, base + baseLength) || !inMemory(dst, dstEnd) || deltaTarget > <u32>(dstEnd - dst)) return BOUNDS
  if (!inMemory(out, outEnd) || !inMemory(dirty, dirtyEnd) || dirtyEnd - dirty < 8) return BOUNDS
  if (deltaBase != baseLength) return CORRUPT
  const end = dst + deltaTarget
  const known = candidates + (<usize>count << 3)
  bringsZero = 0
  dirtyAt = dirty
  dirtyStop = dirtyEnd
  let op = dst
  let written = out
  /** The first window that is not decided yet. */
  let scanFrom = dst
  /** Where the copy before this one ended in the base, when nothing was inserted since. */
  let sourceEnd: u32 = 0
  while (reader < deltaEnd) {
    const code = <u32>load<u8>(reader++)
    if ((code & 128) == 0) {
      if (code == 0 || code > <u32>(deltaEnd - reader) || code > <u32>(end - op)) return CORRUPT
      copyBytes(op, reader, code)
      if (bringsZero == 0 && holdsZero(reader, code)) bringsZero = 1
      op += code
      reader += code
      sourceEnd = NOWHERE
      continue
    }
    readCopy(code)
    const from = copyFrom
    const size = copyCount
    if (reader > deltaEnd || <u64>from + <u64>size > <u64>baseLength || size > <u32>(end - op)) return CORRUPT
    copyBytes(op, base + from, size)
    if (size < 4) {
      op += size
      sourceEnd = NOWHERE
      continue
    }
    let first = from
    if (from == sourceEnd) {
      if (op != dst) first = from - 3
    } else {
      addDirty(dirty, <u32>(scanFrom - dst), <u32>(op - dst) + 3)
      if (op > scanFrom && !isQuietSeam(scanFrom, op, op + size)) {
        written = scanRange(dst, op + size, scanFrom, op, written, outEnd)
        if (written == 0) return FULL
      }
    }
    const last = from + size - 4
    const shift = <u32>(op - dst) - from
    let at = <usize>load<u32>(blockIndex + (<usize>(first >>> BLOCK) << 2))
    while (at < known && load<u32>(at) < first) at += 8
    for (; at < known; at += 8) {
      const position = load<u32>(at)
      if (position > last) break
      if (written + 8 > outEnd) return FULL
      store<u32>(written, position + shift)
      store<u32>(written, load<u32>(at, 4), 4)
      written += 8
    }
    op += size
    scanFrom = op - 3
    sourceEnd = from + size
  }
  if (op != end) return CORRUPT
  // What follows the end of a target is nothing: what stood behind it in the base must not decide.
  addDirty(dirty, <u32>(scanFrom - dst), deltaTarget)
  written = scanRange(dst, end, scanFrom, end, written, outEnd)
  if (written == 0) return FULL
  dirtyCount = <u32>(dirtyAt - dirty) >>> 3
  return <i32>((written - out) >>> 3)
}
