/** What the pass for encoded text (marks.ts) asks of single places: their bytes, and whether text begins there. */
import { SCRATCH_DIGITS } from './status'

/** Decoded bytes that are looked at. */
const HEAD: usize = 12

export let blob: usize = 0
export let end: usize = 0

export function setText(from: usize, to: usize): void {
  blob = from
  end = to
}

// @ts-ignore: decorator
@inline
export function byteAt(at: usize): u32 {
  return at < end ? <u32>load<u8>(at) : 0
}

/** For each byte its value as a digit of base64, in both alphabets at once; 64 for other bytes. Then text or none. */
let digits: usize = 0

export function buildDigits(scratch: usize): void {
  digits = scratch + SCRATCH_DIGITS
  for (let byte: u32 = 0; byte < 256; byte++) {
    store<u8>(digits + <usize>byte, <u8>digitOf(byte))
    store<u8>(digits + <usize>byte, kindOfHead(byte), 256)
  }
}

// @ts-ignore: decorator
@inline
export function digitAt(at: usize): u32 {
  return at < end ? <u32>load<u8>(digits + <usize>load<u8>(at)) : 64
}

function digitOf(byte: u32): u32 {
  const letter = (byte | 0x20) - 0x61
  if (letter < 26) return byte & 0x20 ? letter + 26 : letter
  if (byte - 0x30 < 10) return byte + 4
  if (byte == 0x2b || byte == 0x2d) return 62
  return byte == 0x2f || byte == 0x5f ? 63 : 64
}

// @ts-ignore: decorator
@inline
export function isHexDigit(at: usize): bool {
  const byte = byteAt(at)
  return byte - 0x30 < 10 || (byte | 0x20) - 0x61 < 6
}

// @ts-ignore: decorator
@inline
export function isWord(at: usize): bool {
  const byte = byteAt(at)
  return byte - 0x30 < 10 || (byte | 0x20) - 0x61 < 26 || byte == 0x5f
}

const TEXT: u8 = 1
const LEAD: u8 = 2
const TAIL: u8 = 4
const SPECIAL: u8 = 8

/** Text, a lead or a tail of UTF-8, or one of the first two bytes of gzip, zlib and UTF-16. */
function kindOfHead(byte: u32): u8 {
  if (byte - 0x20 < 0x5f || byte == 0x0a || byte == 0x0d || byte == 0x09) return TEXT
  if (byte == 0 || byte == 0x1f || byte == 0xff || byte == 0xfe) return SPECIAL
  if (byte - 0x80 < 0x40) return TAIL
  return byte - 0xc2 < 0x33 ? LEAD : 0
}

// @ts-ignore: decorator
@inline
function kindOf(byte: u32): u8 {
  return load<u8>(digits + <usize>byte, 256)
}

// @ts-ignore: decorator
@inline
function isText(byte: u32): bool {
  return kindOf(byte) == TEXT
}

let head0: u64 = 0
let head1: u32 = 0
// @ts-ignore: decorator
@inline
function headAt(index: usize): u32 {
  return index < 8 ? <u32>(head0 >>> (index << 3)) & 255 : (head1 >>> ((index - 8) << 3)) & 255
}

/** Text has no control characters, and what is not ASCII is UTF-8; two bad bytes are forgiven, not in the first four. */
function isHeadOfText(): bool {
  let bad = 0
  for (let i: usize = 0; i < HEAD; i++) {
    const byte = headAt(i)
    if (isText(byte)) continue
    const tail: usize = byte - 0xc2 < 0x1e ? 1 : byte - 0xe0 < 0x10 ? 2 : byte - 0xf0 < 5 ? 3 : 0
    let seen: usize = 0
    while (seen < tail && (i + seen + 1 >= HEAD || (headAt(i + seen + 1) & 0xc0) == 0x80)) seen++
    if (tail > 0 && seen == tail) i += tail
    else if (++bad > 2 || i < 4) return false
  }
  return true
}

/** Sixteen digits from `at` on: twelve bytes that begin text, UTF-16, gzip or zlib. */
export function mayBeBase64(at: usize): bool {
  const third = digitAt(at + 2)
  const next = digitAt(at + 1)
  const first = (digitAt(at) << 2) | (next >>> 4)
  const second = ((next & 15) << 4) | (third >>> 2)
  const kind = kindOf(first)
  if (kind == TEXT) {
    // Nearly all noise ends here.
    if ((kindOf(second) & (TEXT | LEAD | SPECIAL)) == 0 && first != 0x78) return false
  } else if (kind == LEAD) {
    if (kindOf(second) != TAIL && second != 0) return false
  } else if (first != 0x1f && first != 0xff) return false
  head0 = 0
  head1 = 0
  for (let group: usize = 0; group < 4; group++) {
    const from = at + (group << 2)
    const bits = (digitAt(from) << 18) | (digitAt(from + 1) << 12) | (digitAt(from + 2) << 6) | digitAt(from + 3)
    const bytes = <u64>(((bits & 0xff) << 16) | (bits & 0xff00) | (bits >>> 16))
    const place = group * 3
    if (place < 8) head0 |= bytes << (<u64>place << 3)
    if (place == 6) head1 |= <u32>(bytes >>> 16)
    else if (place == 9) head1 |= <u32>bytes << 8
  }
  if (first == 0x1f && second == 0x8b) return headAt(2) == 8
  if (first == 0x78 && ((first << 8) | second) % 31 == 0 && (second & 0x20) == 0) return true
  if (second == 0 || (first == 0xff && second == 0xfe)) return headAt(3) == 0 && headAt(5) == 0
  return isHeadOfText()
}

/** Thirty-two hexadecimal digits that begin text. */
export function mayBeHex(from: usize): bool {
  const at = byteAt(from) == 0x30 && (byteAt(from + 1) | 0x20) == 0x78 ? from + 2 : from
  for (let i: usize = 0; i < 8; i += 2) {
    const high = byteAt(at + i)
    if (high != 0x30 && high - 0x32 > 5 && (high | 0x20) - 0x63 > 3) return false
  }
  for (let i: usize = 0; i < 32; i++) if (!isHexDigit(at + i)) return false
  head0 = 0
  head1 = 0
  for (let i: usize = 0; i < 8; i++) head0 |= <u64>hexPair(at + (i << 1)) << (<u64>i << 3)
  for (let i: usize = 0; i < 4; i++) head1 |= hexPair(at + 16 + (i << 1)) << (<u32>i << 3)
  return isHeadOfText()
}

// @ts-ignore: decorator
@inline
function hexPair(at: usize): u32 {
  return (hexValue(byteAt(at)) << 4) | hexValue(byteAt(at + 1))
}

// @ts-ignore: decorator
@inline
function hexValue(byte: u32): u32 {
  return byte < 0x40 ? byte & 15 : (byte & 15) + 9
}

