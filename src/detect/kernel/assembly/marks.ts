/**
 * K5: finds where encoded text may begin, in one pass over 64 bytes at a time: runs of at least 16 digits of base64
 * whose first bytes are no noise when they are decoded, escapes, and the header of quoted-printable. What it marks is
 * looked at again (../../decode/); what it leaves out is nothing. Output: `{u32 position, u32 kind}` in the order of
 * the position, but for a run, which is marked where its sixteenth digit is seen.
 */
import { blob, byteAt, digitAt, end, isHexDigit, isWord, mayBeBase64, mayBeHex, setText } from './head'
import { BOUNDS, FULL, inMemory } from './status'

const RUN: u32 = 0
const BACKSLASH: u32 = 1
const PERCENT: u32 = 2
const ENTITY: u32 = 3
const QUOTED_PRINTABLE: u32 = 4

const MIN_RUN: usize = 16
/** How far into a run a value may begin behind a separator. */
const MAX_NAME: usize = 40
let out: usize = 0
let outEnd: usize = 0

function mark(at: usize, kind: u32): void {
  if (out + 8 <= outEnd) {
    store<u32>(out, <u32>(at - blob))
    store<u32>(out, kind, 4)
  }
  out += 8
}

// ---------- runs ----------

/** Which of sixteen bytes are digits of base64, as bits. */
// @ts-ignore: decorator
@inline
function digitsOf(bytes: v128): u64 {
  const letters = i8x16.le_u(i8x16.sub(v128.or(bytes, i8x16.splat(0x20)), i8x16.splat(0x61)), i8x16.splat(25))
  const numbers = i8x16.le_u(i8x16.sub(bytes, i8x16.splat(0x2f)), i8x16.splat(10))
  const plus = v128.or(i8x16.eq(bytes, i8x16.splat(0x2b)), i8x16.eq(bytes, i8x16.splat(0x2d)))
  const others = v128.or(plus, i8x16.eq(bytes, i8x16.splat(0x5f)))
  return <u64>i8x16.bitmask(v128.or(v128.or(letters, numbers), others))
}

/** A value may begin with the run, or behind a separator in its first part: `prefix-c2VjcmV0…`. */
function openRun(start: usize): void {
  let isOpen = start == blob || mayBeBase64(start) || mayBeHex(start)
  const last = start + MAX_NAME
  for (let at = start + 1; !isOpen && at <= last && digitAt(at + MIN_RUN - 1) < 64; at++) {
    if (digitAt(at - 1) < 62) continue
    if (!isWhole(at)) return
    isOpen = mayBeBase64(at) || mayBeHex(at)
  }
  if (isOpen) mark(start, RUN)
}

function isWhole(at: usize): bool {
  for (let i: usize = 0; i < MIN_RUN; i++) if (digitAt(at + i) == 64) return false
  return true
}

// ---------- escapes ----------

let skipAt: usize = 0

function markBackslash(at: usize): void {
  // `\\n` is a backslash and an n.
  if (at == skipAt) return
  skipAt = at + 1
  const kind = byteAt(at + 1)
  let counts = false
  switch (kind) {
    case 0x6e:
    case 0x72:
    case 0x74:
    case 0x62:
    case 0x66:
      counts = isWord(at + 2)
      break
    case 0x0a:
    case 0x0d:
      counts = at > blob && isWord(at - 1)
      break
    case 0x5c:
    case 0x22:
    case 0x2f:
    case 0x75:
    case 0x78:
    case 0x55:
      counts = true
      break
    default:
      counts = kind - 0x30 < 8
  }
  if (counts) mark(at, BACKSLASH)
}

function markEntity(at: usize): void {
  let stop = at + 1
  while (stop < at + 11 && (isWord(stop) || byteAt(stop) == 0x23)) stop++
  if (byteAt(stop) == 0x3b && stop > at + 1) mark(at, ENTITY)
}

/** `quoted-printable`, in any letters. */
function markHeader(at: usize): void {
  if (at + 16 > end) return
  if ((load<u64>(at + 1) | 0x2020202020202020) != 0x72702d6465746f75) return
  if ((load<u64>(at + 8) | 0x2020202020202020) == 0x656c6261746e6972) mark(at, QUOTED_PRINTABLE)
}

/** A backslash, a percent sign, `&` before a word or `#`, and `q` with the `-` of `quoted-printable` in its place. */
// @ts-ignore: decorator
@inline
function signsOf(at: usize): u64 {
  const bytes = v128.load(at)
  const next = v128.or(v128.load(at, 1), i8x16.splat(0x20))
  const escapes = v128.or(i8x16.eq(bytes, i8x16.splat(0x5c)), i8x16.eq(bytes, i8x16.splat(0x25)))
  const letters = v128.or(i8x16.gt_u(next, i8x16.splat(0x60)), i8x16.eq(next, i8x16.splat(0x23)))
  const digits = i8x16.le_u(i8x16.sub(next, i8x16.splat(0x30)), i8x16.splat(9))
  const entities = v128.and(i8x16.eq(bytes, i8x16.splat(0x26)), v128.or(letters, digits))
  const low = v128.or(bytes, i8x16.splat(0x20))
  const headers = v128.and(i8x16.eq(low, i8x16.splat(0x71)), i8x16.eq(v128.load(at, 6), i8x16.splat(0x2d)))
  return <u64>i8x16.bitmask(v128.or(escapes, v128.or(entities, headers)))
}

function markSign(at: usize): void {
  const byte = byteAt(at)
  if (byte == 0x5c) markBackslash(at)
  else if (byte == 0x25) {
    if (isHexDigit(at + 1) && isHexDigit(at + 2)) mark(at, PERCENT)
  } else if (byte == 0x26) markEntity(at)
  else markHeader(at)
}

// ---------- the pass ----------

/** Starts of at least sixteen ones in a row. */
// @ts-ignore: decorator
@inline
function longStarts(ones: u64): u64 {
  let long = ones & (ones >>> 1)
  long &= long >>> 2
  long &= long >>> 4
  long &= long >>> 8
  return long & ~(long << 1)
}

/** The lowest `count` of 64 bits. */
// @ts-ignore: decorator
@inline
function lowest(count: usize): u64 {
  return count >= 64 ? u64.MAX_VALUE : ((<u64>1) << (<u64>count)) - 1
}

/** What begins in `[from, to)` of the blob at `at`. A run that goes on at `from` has begun before. */
export function marks(at: usize, length: usize, from: usize, to: usize, target: usize, targetEnd: usize): i32 {
  if (!inMemory(at, at + length) || !inMemory(target, targetEnd) || from > to || to > length) return BOUNDS
  setText(at, at + length)
  out = target
  outEnd = targetEnd
  let block = at + from
  const stop = at + to
  skipAt = 0
  for (let i = block; i > at && load<u8>(i - 1) == 0x5c; i--) skipAt = skipAt == 0 ? block : 0
  /** Digits in a row right before the block; sixteen or more are a run that was looked at. */
  let carry: usize = from > 0 && digitAt(block - 1) < 64 ? MIN_RUN : 0
  for (; block < end && (block < stop || (carry - 1 < MIN_RUN - 1 && block - carry < stop)); block += 64) {
    const a = v128.load(block)
    const b = v128.load(block, 16)
    const c = v128.load(block, 32)
    const d = v128.load(block, 48)
    const known = lowest(end - block)
    const ones = (digitsOf(a) | (digitsOf(b) << 16) | (digitsOf(c) << 32) | (digitsOf(d) << 48)) & known
    let signs =
      (signsOf(block) | (signsOf(block + 16) << 16) | (signsOf(block + 32) << 32) | (signsOf(block + 48) << 48)) & known
    if (block + 64 > stop) signs &= block < stop ? lowest(stop - block) : 0
    for (; signs; signs &= signs - 1) markSign(block + <usize>ctz(signs))
    const lead = <usize>ctz(~ones)
    let own = ones
    if (carry > 0) {
      if (carry < MIN_RUN && carry + lead >= MIN_RUN) openRun(block - carry)
      own &= ~lowest(lead)
    }
    for (let long = longStarts(own); long; long &= long - 1) {
      const start = block + <usize>ctz(long)
      if (start < stop) openRun(start)
    }
    const tail = <usize>clz(~ones)
    carry = tail == 64 ? carry + 64 : tail
  }
  return out > outEnd ? FULL : <i32>((out - target) >>> 3)
}
